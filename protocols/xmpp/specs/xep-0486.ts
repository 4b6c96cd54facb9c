import type { Specification } from '../model/definition.ts';

// A room’s picture is that of its card (XEP-0054, XEP-0153); its field muc#roominfo_avatarhash stands with the other fields of that form, in XEP-0045.
export const xep0486: Specification = {
  id: 'XEP-0486',
  title: 'MUC Avatars',
  status: 'Experimental',
  version: '0.1.0',
  depth: 'model',
  templates: [
    {
      label: 'Ask for a room’s picture',
      text: '<iq type="get" id="{{$id}}" to="${1:room@conference.example.org}">\n  <vCard xmlns="vcard-temp"/>\n</iq>',
    },
  ],
};
