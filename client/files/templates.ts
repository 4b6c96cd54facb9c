/** What a new, unsaved file holds: something small that can be sent as it is, and shows how more is written. */

export const xmppTemplate = `<!-- Every element at the top level is sent by itself: click Send above it. -->
<iq type="get" id="{{$id}}">
  <query xmlns="jabber:iq:roster"/>
</iq>

<presence>
  <show>chat</show>
</presence>
`;

export const amqpTemplate = `# Steps are sent one by one (send:, receive:), frames together as one script. Completion knows every field.
- send:
    to: orders
    message:
      properties: { message-id: "{{$uuid}}", content-type: application/json }
      body: { data: '{"item": 1}' }

- receive: { from: orders, count: 1, settle: accept }
`;
