"""Two accounts on slixmpp: roster, presence, messages, a room, pubsub. Prints one line of JSON for each thing that they saw."""
import asyncio
import json
import sys

import slixmpp
from slixmpp.exceptions import IqError

HOST, PORT, CA = sys.argv[1], int(sys.argv[2]), sys.argv[3]


def say(name, value):
    print(json.dumps({"name": name, "value": value}), flush=True)


class Client(slixmpp.ClientXMPP):
    def __init__(self, jid, mechanism=None, password="wireloupe"):
        super().__init__(jid, password, sasl_mech=mechanism)
        for plugin in ("xep_0030", "xep_0199", "xep_0045", "xep_0060", "xep_0092", "xep_0203"):
            self.register_plugin(plugin)
        self.ca_certs = CA
        self.auto_authorize = None
        self.auto_subscribe = False
        self.messages = asyncio.Queue()
        self.add_event_handler("message", self.messages.put_nowait)
        self.ended = asyncio.get_event_loop().create_future()

    def waiting(self, event):
        future = asyncio.get_event_loop().create_future()
        self.add_event_handler(event, lambda data: future.done() or future.set_result(data), disposable=True)
        return future

    async def begin(self):
        started = self.waiting("session_start")
        failed = self.waiting("failed_auth")
        self.connect((HOST, PORT))
        await asyncio.wait({started, failed}, return_when=asyncio.FIRST_COMPLETED)
        return started.done()


async def within(awaitable, seconds=15):
    return await asyncio.wait_for(awaitable, seconds)


async def main():
    romeo = Client("romeo@localhost/slix", "SCRAM-SHA-256")
    juliet = Client("juliet@localhost/slix", "PLAIN")
    say("log-in", [await within(romeo.begin()), await within(juliet.begin())])
    say("tls", romeo.socket is not None and romeo.transport.get_extra_info("cipher") is not None)

    for one in (romeo, juliet):
        await within(one.get_roster())
        one.send_presence()
    asked = juliet.waiting("presence_subscribe")
    romeo.send_presence_subscription("juliet@localhost")
    say("asked", str((await within(asked))["from"]))
    seen = romeo.waiting("presence_available")
    granted = romeo.waiting("presence_subscribed")
    juliet.send_presence_subscription("romeo@localhost", ptype="subscribed")
    await within(granted)
    while str((await within(seen))["from"]) != "juliet@localhost/slix":
        seen = romeo.waiting("presence_available")
    await within(romeo.get_roster())
    say("roster", romeo.client_roster["juliet@localhost"]["subscription"])

    romeo.send_message("juliet@localhost", "it is the east", mtype="chat")
    message = await within(juliet.messages.get())
    say("message", [str(message["from"]), message["body"]])

    say("version", (await within(romeo["xep_0092"].get_version("localhost")))["software_version"]["name"])
    items = await within(romeo["xep_0030"].get_items("localhost"))
    say("items", sorted(str(item[0]) for item in items["disco_items"]["items"]))
    say("ping", isinstance(await within(romeo["xep_0199"].ping("localhost")), float))

    room = "balcony@conference.localhost"
    joined = romeo.waiting("muc::%s::self-presence" % room)
    romeo["xep_0045"].join_muc(room, "Romeo")
    await within(joined)
    form = await within(romeo["xep_0045"].get_room_config(room))
    form["type"] = "submit"
    await within(romeo["xep_0045"].set_room_config(room, form))
    joined = juliet.waiting("muc::%s::self-presence" % room)
    juliet["xep_0045"].join_muc(room, "Juliet")
    await within(joined)
    heard = juliet.waiting("groupchat_message")
    romeo.send_message(room, "but soft", mtype="groupchat")
    message = await within(heard)
    say("room", [message["mucnick"], message["body"], sorted(juliet["xep_0045"].get_roster(room))])

    pubsub = romeo["xep_0060"]
    await within(pubsub.create_node("pubsub.localhost", "verona"))
    await within(juliet["xep_0060"].subscribe("pubsub.localhost", "verona"))
    event = juliet.waiting("pubsub_publish")
    payload = slixmpp.xmlstream.ET.Element("{urn:example}news")
    await within(pubsub.publish("pubsub.localhost", "verona", id="1", payload=payload))
    say("event", (await within(event))["pubsub_event"]["items"]["item"]["id"])
    try:
        await within(juliet["xep_0060"].delete_node("pubsub.localhost", "verona"))
        say("forbidden", None)
    except IqError as error:
        say("forbidden", error.iq["error"]["condition"])

    juliet.disconnect()
    await within(juliet.waiting("disconnected"))
    romeo.send_message("juliet@localhost", "are you there?", mtype="chat")
    await within(romeo["xep_0199"].ping("localhost"))
    juliet = Client("juliet@localhost/back", "SCRAM-SHA-1")
    await within(juliet.begin())
    juliet.send_presence()
    message = await within(juliet.messages.get())
    say("offline", [message["body"], message["delay"]["stamp"] is not None])

    wrong = Client("romeo@localhost/x", password="wrong")
    say("wrong password", await within(wrong.begin()))


asyncio.get_event_loop().run_until_complete(main())
