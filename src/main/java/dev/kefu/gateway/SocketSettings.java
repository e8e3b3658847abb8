package dev.kefu.gateway;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Limits of sockets. The defaults are those of `docs/protocol.md`.
///
/// @param origins further origins that may open a socket, beside the server's own
/// @param requestWithin how long the first lines of a request may take from their first byte
/// @param messageWithin how long a message may take from its first piece to its last
/// @param sendTimeout a frame that takes longer to write ends its socket
/// @param queueFrames answers waiting for a slow reader before its socket is ended
/// @param queueBytes the same, counted in characters
/// @param nodeQueueBytes the same for all sockets of this node together
/// @param sendBuffer what the system may hold for a reader
/// @param reread how often it is looked up whether those who are connected still may be
/// @param poll how often the store is asked whether a nudge was lost
/// @param resumeConversation events of one conversation sent unasked after `hello`
/// @param resumeHello events sent unasked after one `hello`
/// @param shopperSend how fast a shopper may send
@ConfigurationProperties("kefu.gateway")
record SocketSettings(
    @DefaultValue List<String> origins,
    @DefaultValue("10s") Duration helloTimeout,
    @DefaultValue("25s") Duration heartbeat,
    @DefaultValue("40s") Duration silence,
    @DefaultValue("10s") Duration requestWithin,
    @DefaultValue("10s") Duration messageWithin,
    @DefaultValue("5s") Duration sendTimeout,
    @DefaultValue("256") int queueFrames,
    @DefaultValue("512KB") DataSize queueBytes,
    @DefaultValue("128MB") DataSize nodeQueueBytes,
    @DefaultValue("64KB") DataSize sendBuffer,
    @DefaultValue("60s") Duration reread,
    @DefaultValue("5s") Duration poll,
    @DefaultValue("500") int resumeConversation,
    @DefaultValue("2000") int resumeHello,
    @DefaultValue("16KB") DataSize shopperFrame,
    @DefaultValue("64KB") DataSize staffFrame,
    @DefaultValue Rates.ShopperSend shopperSend,
    @DefaultValue Rates.StaffSend staffSend) {

  SocketSettings {
    if (!silence.minus(heartbeat).isPositive()) {
      throw new IllegalArgumentException(
          "kefu.gateway.silence must be longer than kefu.gateway.heartbeat: " + silence);
    }
    if (!sendTimeout.isPositive()
        || !requestWithin.isPositive()
        || !messageWithin.isPositive()
        || !poll.isPositive()
        || queueFrames < 1
        || resumeConversation < 1
        || resumeHello < 1) {
      throw new IllegalArgumentException("kefu.gateway limits must be positive");
    }
  }
}
