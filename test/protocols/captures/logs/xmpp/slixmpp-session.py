"""Sessions of slixmpp one after the other, whose log goes to standard error: a refused log-in, a session with every kind of stanza, an error of the stream."""
import asyncio
import base64
import logging
import os
import sys

import slixmpp
from slixmpp.exceptions import IqError

HOST, PORT, CA = sys.argv[1], int(sys.argv[2]), sys.argv[3]
logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(levelname)-8s %(name)s %(message)s")


class Client(slixmpp.ClientXMPP):
    def __init__(self, jid, password, mechanism=None):
        super().__init__(jid, password, sasl_mech=mechanism)
        self.register_plugin("xep_0199")
        self.register_plugin("xep_0047")
        self.ca_certs = CA

    async def begin(self):
        started, failed = self.waiting("session_start"), self.waiting("failed_auth")
        self.connect((HOST, PORT))
        await asyncio.wait({started, failed}, return_when=asyncio.FIRST_COMPLETED)
        return started.done()

    def waiting(self, event):
        future = asyncio.get_event_loop().create_future()
        self.add_event_handler(event, lambda data: future.done() or future.set_result(data), disposable=True)
        return future

    async def hear(self, body, **attributes):
        heard = self.waiting("message")
        self.send_message(self.boundjid.full, body, **attributes)
        await asyncio.wait_for(heard, 30)

    async def end(self):
        ended = self.waiting("disconnected")
        self.disconnect()
        await asyncio.wait_for(ended, 30)


async def main():
    refused = Client("romeo@localhost/x", "wrong", "SCRAM-SHA-256")
    assert not await refused.begin()
    await refused.end()

    romeo = Client("romeo@localhost/slix", "wireloupe", "SCRAM-SHA-256")
    assert await romeo.begin()
    await romeo.get_roster()
    romeo.send_presence(pstatus="<&> \"'")
    await romeo.hear("a <b> & \"c\" 'd' \\ é € 😀\nsecond line\n third", mtype="chat")
    await romeo.hear("x" * 100000 + "é" * 50000, mtype="chat")
    await romeo.hear("SEND: <message/>\nRECV: <iq/>", msubject="DEBUG    RECV: <presence/>")
    # Binary is base64 in XMPP.
    data = romeo.Message()
    data["to"], data["type"] = romeo.boundjid.full, "normal"
    payload = slixmpp.xmlstream.ET.Element("{http://jabber.org/protocol/ibb}data", {"sid": "s", "seq": "0"})
    payload.text = base64.b64encode(bytes(range(256)) * 8).decode()
    data.append(payload)
    heard = asyncio.get_event_loop().create_future()
    romeo.register_handler(slixmpp.Callback("data", slixmpp.MatchXPath("{jabber:client}message/{http://jabber.org/protocol/ibb}data"), lambda stanza: heard.done() or heard.set_result(stanza)))
    data.send()
    await asyncio.wait_for(heard, 30)
    try:
        await romeo["xep_0199"].send_ping("juliet@localhost/gone")
        raise AssertionError("The ping was answered.")
    except IqError:
        pass
    # Two faults: a request without an element, and a stanza without an end of its id.
    romeo.send_raw("<iq type='get' id='empty' to='localhost'/>")
    await romeo["xep_0199"].send_ping("localhost")
    await romeo.end()

    juliet = Client("juliet@localhost/slix", "wireloupe", "PLAIN")
    assert await juliet.begin()
    failed, ended = juliet.waiting("stream_error"), juliet.waiting("disconnected")
    juliet.send_raw("<quest xmlns='jabber:client'/>")
    await asyncio.wait_for(failed, 30)
    await asyncio.wait_for(ended, 30)


asyncio.get_event_loop().run_until_complete(main())
