"""Drives the broker as a program on Proton's blocking API does. Prints one line of JSON for each thing that it saw."""
import json
import sys

from proton import Delivery, Message, symbol, ubyte, uint
from proton.utils import BlockingConnection, LinkDetached, SendException

URL = sys.argv[1]


def say(name, value):
    print(json.dumps({"name": name, "value": value}), flush=True)


def connect(**options):
    return BlockingConnection(URL, timeout=10, **options)


# Both links of an address get the same name from Proton.
connection = connect(allowed_mechs="ANONYMOUS")
receiver = connection.create_receiver("proton", credit=10)
sender = connection.create_sender("proton")
delivery = sender.send(Message(body={"n": uint(7)}, id="m-1", properties={"k": ubyte(5)}, annotations={symbol("x-opt-a"): "b"}, durable=True))
say("sent", str(delivery.remote_state))
message = receiver.receive(timeout=10)
say("types", [type(message.properties["k"]).__name__, type(message.body["n"]).__name__, message.id, message.durable, dict(message.annotations)["x-opt-a"]])
receiver.release(delivered=True)
message = receiver.receive(timeout=10)
say("again", message.delivery_count)
receiver.reject()
receiver.close()
sender.close()

grave = connection.create_receiver("dead-letters", credit=1)
dead = grave.receive(timeout=10)
say("dead", [dead.id, dict(dead.annotations)["x-opt-rejected-from"], dead.body["n"] == 7])
grave.accept()
grave.close()

try:
    connection.create_receiver("$management")
    say("refused", None)
except LinkDetached as error:
    say("refused", error.condition)
connection.close()

connection = connect(allowed_mechs="PLAIN", user="guest", password="guest", allow_insecure_mechs=True)
replies = connection.create_receiver(None, dynamic=True, credit=1)
address = replies.link.remote_source.address
say("dynamic", address.startswith("temporary/"))
relay = connection.create_sender(None)
relay.send(Message(address=address, body=b"x" * 200000))
say("large", len(replies.receive(timeout=10).body))
replies.accept()
try:
    relay.send(Message(body="whither?"))
    say("relay", "accepted")
except SendException as error:
    say("relay", str(error.state))
connection.close()

try:
    connect(allowed_mechs="PLAIN", user="guest", password="wrong", allow_insecure_mechs=True)
    say("wrong password", "let in")
except Exception as error:  # Proton raises its own and OSError alike
    say("wrong password", type(error).__name__)
