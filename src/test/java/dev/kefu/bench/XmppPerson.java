package dev.kefu.bench;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/// Somebody with an XMPP account, who writes chat messages to the accounts of others. A
/// conversation is named by its shopper's address.
///
/// A message is taken for answered when the other side has it: by then ejabberd has it in the
/// archives of both, while an acknowledgement (XEP-0198) comes as soon as it is in the sender's.
final class XmppPerson extends Person {

  private static final byte[] MESSAGE = ascii("<message");

  private final XmppTarget target;
  private boolean authenticated;

  XmppPerson(Loop loop, XmppTarget target, Tally tally, Company company) {
    super(loop, tally, company);
    this.target = target;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String address() {
    return hello() + "@" + XmppDoor.DOMAIN;
  }

  @Override
  Wire dial(InetSocketAddress source) {
    authenticated = false;
    var wire = new XmlStream(loop(), this);
    wire.connect(target.server(), source);
    return wire;
  }

  @Override
  void open(Consumer<String> opened) {
    opened.accept(address());
  }

  @Override
  void take(String conversation, Runnable taken) {
    taken.run();
  }

  @Override
  void enter(End end) {
    // What is heard tells itself whose it is.
  }

  @Override
  Stencil stencil(String conversation, Person peer, Series series, String[] texts) {
    var head =
        "<message to='"
            + peer.hello()
            + "@"
            + XmppDoor.DOMAIN
            + "' type='chat' id='"
            + series.mid();
    var tails = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      tails[i] = texts[i] + "</body></message>";
    }
    var hole = new Stencil.Hole(head.length(), Series.NUMBER_DIGITS);
    return new Stencil(head + "000000000000'><body>", tails, hole);
  }

  @Override
  void say(End end, long number, Stencil stencil) {
    wire().send(stencil.frame(), stencil.fill(number));
  }

  @Override
  public void opened(Wire opened) {
    opened.send(
        ascii(
            "<?xml version='1.0'?><stream:stream to='"
                + XmppDoor.DOMAIN
                + "' version='1.0' xmlns='jabber:client'"
                + " xmlns:stream='http://etherx.jabber.org/streams'>"));
  }

  @Override
  public void heard(Wire from, byte[] bytes, int begin, int end) {
    Tally.count(tally().frames);
    if (Stanzas.starts(bytes, begin, end, MESSAGE)) {
      message(bytes, begin, end);
    } else {
      comingIn(from, new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
    }
  }

  private void message(byte[] bytes, int begin, int end) {
    var id = Stanzas.attribute(bytes, begin, end, "id");
    var mid = new Fields.Slice(bytes, id, end);
    var pair = id < 0 ? null : Series.pair(mid, company());
    if (pair == null) {
      tally().other("other message");
      return;
    }
    var sender = pair.side(Series.side(mid));
    if (sender.person.equals(this)) {
      // It came back; the end of the load finds that the other side has not heard it.
      tally().other("refused message");
      return;
    }
    var number = Series.number(mid);
    sender.inTurn(number);
    sender.heardByPeer(number);
    sender.ok(number);
  }

  private void comingIn(Wire from, String stanza) {
    if (stanza.startsWith("<stream:features")) {
      from.send(ascii(authenticated ? bind() : plain()));
    } else if (stanza.startsWith("<success")) {
      authenticated = true;
      opened(from);
    } else if (stanza.startsWith("<iq") && stanza.contains("type='result'")) {
      from.send(ascii("<presence/>"));
    } else if (stanza.startsWith("<presence")) {
      // Its own has come back: from now on messages find it.
      company().welcome(this);
    } else if (stanza.startsWith("<fail") || stanza.startsWith("<stream:error")) {
      company().gone(this, stanza);
    }
  }

  private String plain() {
    var proof = ("\0" + hello() + "\0" + XmppDoor.PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
        + Base64.getEncoder().encodeToString(proof)
        + "</auth>";
  }

  private static String bind() {
    return "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
        + "<resource>bench</resource></bind></iq>";
  }
}
