package dev.kefu.bench;

import java.net.InetSocketAddress;

/// A server that is spoken to in XMPP over TCP.
record XmppTarget(InetSocketAddress server, Door door) implements Target {

  @Override
  public Person person(Loop loop, Tally tally, Person.Company company) {
    return new XmppPerson(loop, this, tally, company);
  }
}
