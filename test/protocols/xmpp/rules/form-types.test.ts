import { describe } from 'vitest';
import { accepts, objects } from '../specs/harness.ts';

const pubsub = 'http://jabber.org/protocol/pubsub';
const formType = (value: string) => `<field var="FORM_TYPE" type="hidden"><value>${value}</value></field>`;
const form = (fields: string, type = 'submit') => `<x xmlns="jabber:x:data" type="${type}">${fields}</x>`;
const archive = (content: string) => `<iq type="set" id="a"><query xmlns="urn:xmpp:mam:2">${content}</query></iq>`;
const room = (content: string, type = 'set') =>
  `<iq type="${type}" id="a" to="coven@chat.example.org"><query xmlns="http://jabber.org/protocol/muc#owner">${content}</query></iq>`;
const publish = (options: string) =>
  `<iq type="set" id="a"><pubsub xmlns="${pubsub}"><publish node="n"><item/></publish><publish-options>${options}</publish-options></pubsub></iq>`;
const open = '<field var="pubsub#access_model"><value>open</value></field>';

describe('the FORM_TYPE of a form with one purpose (XEP-0068)', () => {
  accepts(archive(form(`${formType('urn:xmpp:mam:2')}<field var="with"><value>juliet@example.org</value></field>`)));
  accepts(publish(form(`${formType(`${pubsub}#publish-options`)}${open}`)));
  accepts(publish(form(`${formType('{{type}}')}<field var="x-a"><value>b</value></field>`)));
  objects(archive(form('<field var="with"><value>juliet@example.org</value></field>')), 'xmpp/form-type');
  objects(publish(form(open)), 'xmpp/form-type');
  objects(publish(form(`${formType(`${pubsub}#node_config`)}${open}`)), 'xmpp/form-type');
  objects(
    `<iq type="set" id="a" to="p.c"><pubsub xmlns="${pubsub}#owner"><configure node="n">${form(open)}</configure></pubsub></iq>`,
    'xmpp/form-type',
  );
});

describe('forms that need none', () => {
  accepts(room(form('')));
  accepts(room(form('', 'cancel')));
  accepts(room(form('<field var="muc#roomconfig_roomname" type="text-single"/>', 'form'), 'result'));
  accepts(
    `<iq type="set" id="a" to="c.d"><command xmlns="http://jabber.org/protocol/commands" node="n">${form('<field var="a"><value>b</value></field>')}</command></iq>`,
  );
});
