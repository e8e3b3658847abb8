package dev.kefu.yardstick;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The least a chat can cost: Netty, no storage, no sign-in, no rules. Parses a frame, numbers it,
/// pushes it to the other side and answers its sender.
public final class Relay extends SimpleChannelInboundHandler<TextWebSocketFrame> {

  private static final int LOOPS = 2;
  private static final int MAX_HTTP = 65_536;
  private static final int BACKLOG = 4_096;
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Map<String, Room> ROOMS = new ConcurrentHashMap<>();

  record In(String type, String id, String conversation, String mid, Map<String, String> body) {}

  record Answer(String type, String id, String conversation) {}

  record Ok(String type, String id, String conversation, String mid, long seq, long at) {}

  record Event(
      String type,
      String conversation,
      long seq,
      String sender,
      String mid,
      Map<String, String> body,
      long at) {}

  /// A conversation: the number of its last message and the two sides.
  private static final class Room {
    private final AtomicLong seq = new AtomicLong();
    private final Channel first;
    private volatile Channel second;

    private Room(Channel first) {
      this.first = first;
    }

    private Channel other(Channel than) {
      return than.equals(first) ? second : first;
    }
  }

  /// @param args the port
  public static void main(String[] args) throws Exception {
    var loops = new MultiThreadIoEventLoopGroup(LOOPS, EpollIoHandler.newFactory());
    new ServerBootstrap()
        .group(loops)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(MAX_HTTP),
                        new WebSocketServerProtocolHandler("/ws", null, false),
                        new Relay());
              }
            })
        .bind("127.0.0.1", Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    var channel = context.channel();
    var in = JSON.readValue(frame.text(), In.class);
    switch (in.type()) {
      case "hello" -> write(channel, new Answer("welcome", null, null));
      case "open" -> {
        var id = "cnv_" + UUID.randomUUID().toString().replace("-", "").substring(0, 26);
        ROOMS.put(id, new Room(channel));
        write(channel, new Answer("ok", in.id(), id));
      }
      case "command" -> {
        ROOMS.get(in.conversation()).second = channel;
        write(channel, new Answer("ok", in.id(), in.conversation()));
      }
      case "send" -> send(channel, in);
      default -> {}
    }
  }

  private static void send(Channel from, In in) {
    var room = ROOMS.get(in.conversation());
    var seq = room.seq.incrementAndGet();
    var at = System.currentTimeMillis();
    var sender = from.id().asShortText();
    write(
        room.other(from),
        new Event("event", in.conversation(), seq, sender, in.mid(), in.body(), at));
    write(from, new Ok("ok", in.id(), in.conversation(), in.mid(), seq, at));
  }

  private static void write(Channel to, Object frame) {
    to.writeAndFlush(new TextWebSocketFrame(JSON.writeValueAsString(frame)), to.voidPromise());
  }
}
