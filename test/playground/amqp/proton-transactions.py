"""Sends and receives within transactions, as a program on Proton does. Prints one line of JSON for each thing that it saw."""
import json
import sys

from proton import Message
from proton.handlers import MessagingHandler, TransactionHandler
from proton.reactor import Container

URL, ADDRESS = sys.argv[1], "proton-transactions"


def say(name, value):
    print(json.dumps({"name": name, "value": value}), flush=True)


class Session(MessagingHandler, TransactionHandler):
    """Each step is a transaction; `settle` settles received messages within it rather than after it."""

    def __init__(self):
        super().__init__(prefetch=0, auto_accept=False)
        self.bodies = []

    def on_start(self, event):
        self.container = event.container
        self.connection = event.container.connect(URL, allowed_mechs="ANONYMOUS", reconnect=False)
        self.sender = event.container.create_sender(self.connection, ADDRESS)
        self.steps = iter([self.send_and_abort, self.send_and_commit, self.receive_and_abort, self.receive_settled_and_abort,
                           self.receive_and_commit, self.look])
        self.started = False

    def on_sendable(self, event):
        if event.sender == self.sender and not self.started:
            self.started = True
            self.next()

    def next(self):
        self.step = next(self.steps)
        self.step()

    def declare(self, then, settle=False):
        self.then = then
        self.container.declare_transaction(self.connection, handler=self, settle_before_discharge=settle)

    def on_transaction_declared(self, event):
        self.transaction = event.transaction
        self.then()

    def on_transaction_committed(self, event):
        say(self.step.__name__, ["committed", self.bodies])
        self.after()

    def on_transaction_aborted(self, event):
        say(self.step.__name__, ["aborted", self.bodies])
        self.after()

    def on_transaction_declare_failed(self, event):
        say("declare failed", str(event.delivery.remote_state))
        self.connection.close()

    def on_transaction_commit_failed(self, event):
        say("commit failed", str(event.delivery.remote.condition))
        self.connection.close()

    def after(self):
        self.bodies = []
        if self.step.__name__.startswith("receive"):
            self.receiver.close()
        else:
            self.next()

    def on_link_closed(self, event):
        if event.link.is_receiver:
            self.next()

    def post(self, bodies, discharge):
        def then():
            for body in bodies:
                self.transaction.send(self.sender, Message(body=body))
            discharge()
        self.declare(then)

    def send_and_abort(self):
        self.post(["never"], lambda: self.transaction.abort())

    def send_and_commit(self):
        self.post(["one", "two"], lambda: self.transaction.commit())

    def take(self, discharge, settle=False):
        def then():
            self.discharge = discharge
            self.receiver = self.container.create_receiver(self.connection, ADDRESS)
            self.receiver.flow(2)
        self.declare(then, settle)

    def on_message(self, event):
        self.bodies.append(event.message.body)
        self.transaction.accept(event.delivery)
        if len(self.bodies) == 2:
            self.discharge()

    def receive_and_abort(self):
        self.take(lambda: self.transaction.abort())

    def receive_settled_and_abort(self):
        self.take(lambda: self.transaction.abort(), settle=True)

    def receive_and_commit(self):
        self.take(lambda: self.transaction.commit())

    def look(self):
        say("finished", True)
        self.connection.close()


Container(Session()).run()
