package dev.kefu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StanzasTest {

  /// What ejabberd says to somebody who comes in and is then written to, stanza by stanza.
  private static final List<String> SAID =
      List.of(
          "<?xml version='1.0'?>",
          "<stream:stream id='1' version='1.0' xml:lang='en' xmlns='jabber:client'"
              + " xmlns:stream='http://etherx.jabber.org/streams' from='bench'>",
          "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
              + "<mechanism>PLAIN</mechanism></mechanisms></stream:features>",
          "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
          "\n \n",
          "<message xml:lang='en' to='a0@bench/bench' from='s0@bench/bench' type='chat' id='m1'"
              + " xmlns='jabber:client'><stanza-id by='a0@bench' id='no' xmlns='urn:xmpp:sid:0'/>"
              + "<body>大于 &gt; 小于 &lt;b/&gt; 'id=\"x\"' 还有 \" 吗</body></message>",
          "<message id=\"a>b '/\" type='chat'><a><a/><a></a></a></message>",
          "</stream:stream>");

  @Test
  void stanzasAreFoundHoweverTheyAreCut() {
    var bytes = String.join("", SAID).getBytes(StandardCharsets.UTF_8);

    for (int piece = 1; piece <= bytes.length; piece++) {
      assertThat(String.join("", heard(bytes, piece))).isEqualTo(String.join("", SAID));
      // Blanks may come in parts.
      assertThat(heard(bytes, piece).stream().filter(s -> !s.isBlank()))
          .as("in pieces of %d", piece)
          .containsExactlyElementsOf(SAID.stream().filter(s -> !s.isBlank()).toList());
    }
  }

  /// Hears what comes piece by piece, as a wire does.
  private static List<String> heard(byte[] bytes, int piece) {
    var heard = new ArrayList<String>();
    var rest = 0;
    for (int to = 0; to < bytes.length; ) {
      to = Math.min(bytes.length, to + piece);
      var here = Arrays.copyOf(bytes, to);
      for (int at = rest, end; at < to; at = end) {
        end = Stanzas.end(here, at, to);
        if (end == at) {
          break;
        }
        heard.add(new String(here, at, end - at, StandardCharsets.UTF_8));
        rest = end;
      }
    }
    return heard;
  }

  @Test
  void onlyTheStanzasOwnAttributesAreRead() {
    assertThat(attribute(SAID.get(5), "id")).isEqualTo("m1");
    assertThat(attribute(SAID.get(6), "id")).isEqualTo("a>b '/");
    assertThat(attribute("<message to='x id=y'><a id='1'/></message>", "id")).isNull();
  }

  private static String attribute(String stanza, String name) {
    var bytes = stanza.getBytes(StandardCharsets.UTF_8);
    var at = Stanzas.attribute(bytes, 0, bytes.length, name);
    if (at < 0) {
      return null;
    }
    var end = at;
    while (bytes[end] != bytes[at - 1]) {
      end++;
    }
    return new String(bytes, at, end - at, StandardCharsets.UTF_8);
  }
}
