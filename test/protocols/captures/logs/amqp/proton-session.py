"""Sessions of Proton at once and one after the other, in which each kind of value crosses, and each kind of error. Proton logs to standard error."""
import sys
import uuid

from proton import UNDESCRIBED, Array, Data, Described, Endpoint, Message, byte, char, decimal32, decimal64, decimal128, float32, int32, short, symbol, timestamp, ubyte, uint, ulong
from proton.reactor import DurableSubscription, Selector
from proton.utils import BlockingConnection

URL = sys.argv[1]
NAN = float("nan")
EACH = {
    "null": None, "bool": True, "ubyte": ubyte(255), "uint": uint(2**32 - 1), "ulong": ulong(2**64 - 1), "long": -(2**63),
    "infinity": float("inf"), "double": -0.1, "char": char("\u20ac"), "time": timestamp(1420070400000), "uuid": uuid.UUID(int=7),
    "binary": bytes(range(256)), "text": "a \"b\" 'c' \\ [d] {e} @f(1) é 😀\n\t\x01", "symbol": symbol("urn:s"), "empty": "",
    "map": {"list": [1, [2, {"k": []}]]}, "decimal": decimal64(3), "decimal32": decimal32(1), "decimal128": decimal128(bytes(range(16))),
    "byte": byte(-128), "short": short(-1), "int": int32(-7), "float": float32(1.5), "large": 1.5e300, "letter": char("a"), "space": char(" "), "quote": char('"'),
    "by code": Described(ulong(1000), "x"), "by symbol": Described(symbol("foo"), "x"), "number": Described(symbol("foo"), 1), "list": Described(symbol("foo-b"), [1]),
    "nothing": Described(symbol("a:b"), None), "by string": Described("str", 5), "map of it": Described(ulong(5), {"k": True}),
    "symbols": Array(UNDESCRIBED, Data.SYMBOL, symbol("a"), symbol("b c")), "ints": Array(UNDESCRIBED, Data.INT, int32(1), int32(1), int32(1), int32(-1)), "none": Array(UNDESCRIBED, Data.ULONG),
    "strings": Array(UNDESCRIBED, Data.STRING, "q", "\"]"), "bools": Array(UNDESCRIBED, Data.BOOL, True, False), "lists": Array(UNDESCRIBED, Data.LIST, [1], []),
}


def connect():
    properties = {symbol(key): value for key, value in EACH.items()}
    capabilities = [symbol("a"), symbol("b,c]")]
    return BlockingConnection(URL, timeout=30, allowed_mechs="ANONYMOUS", properties=properties, offered_capabilities=capabilities, desired_capabilities=symbol("only"))


def survives(act):
    """Errors are what these are for."""
    try:
        act()
    except Exception as error:
        print(type(error).__name__, flush=True)


one, other = connect(), connect()
sender = one.create_sender("values")
receiver = other.create_receiver("values", credit=5, options=[Selector("colour = 'green' AND \"x\" > 1"), DurableSubscription()])
sender.send(Message(body=EACH, properties={"p": "a, b=[c]", "n": ubyte(1)}, id=uuid.UUID(int=9), correlation_id=b"\x00=\"", user_id=b"\xff\\x"))
receiver.receive(timeout=30)
receiver.accept()
sender.send(Message(body=b"\x00\x01\xfe\xff" * 20000, subject="] @transfer(20) [", annotations={symbol("x-opt-a b"): symbol("v")}))
receiver.receive(timeout=30)
receiver.reject()
sender.send(Message(body=NAN))
receiver.receive(timeout=30)
receiver.release(delivered=False)
survives(lambda: one.create_receiver("nonexistent"))
for address in ("reject", "release", "modify"):
    link = one.create_sender(address)
    survives(lambda: link.send(Message(body="no")))
for address in ("detach", "endsess", "closeconn"):
    third = connect()
    link = third.create_sender(address)
    if address == "endsess":
        link.link.send(Message(body="no"))
        third.wait(lambda: link.link.session.state & Endpoint.REMOTE_CLOSED, msg="the end of the session")
    else:
        survives(lambda: (link.send(Message(body="no")), link.send(Message(body="again"))))
    survives(third.close)
one.close()
other.close()
