package dev.kefu.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/// What carries the frames of one socket, over Jetty or any container.
///
/// Used by one thread at a time, which it blocks until the peer takes what is written.
interface Wire {

  static Wire of(WebSocketSession socket) {
    return socket instanceof CoreSocket jetty ? new Gathering(jetty) : new Plain(socket);
  }

  /// Writes a frame, at the latest with the next [#flush].
  ///
  /// @param text in UTF-8; not to be changed afterwards
  void write(byte[] text) throws IOException;

  /// Nothing more comes for now: what was held back goes out.
  void flush() throws IOException;

  void close(CloseStatus status) throws IOException;

  /// Cuts a socket whose peer takes nothing any more: a polite close would wait behind what it does
  /// not read.
  void abort() throws IOException;

  /// Over any container: each frame by itself.
  record Plain(WebSocketSession socket) implements Wire {

    @Override
    public void write(byte[] text) throws IOException {
      try {
        socket.sendMessage(new TextMessage(text));
      } catch (IllegalStateException closed) {
        throw new IOException(closed);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close(CloseStatus status) throws IOException {
      socket.close(status);
    }

    @Override
    public void abort() throws IOException {
      socket.close();
    }
  }

  /// Over Jetty: small frames that come together go out together, in one call to the system instead
  /// of one each.
  record Gathering(CoreSocket socket) implements Wire {

    @Override
    public void write(byte[] text) throws IOException {
      var written = new Callback.Completable();
      socket
          .core()
          .sendFrame(new Frame(OpCode.TEXT).setPayload(ByteBuffer.wrap(text)), written, true);
      await(written);
    }

    @Override
    public void flush() throws IOException {
      var flushed = new Callback.Completable();
      socket.core().flush(flushed);
      await(flushed);
    }

    private static void await(Callback.Completable done) throws IOException {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    @Override
    public void close(CloseStatus status) {
      socket.close(status);
    }

    @Override
    public void abort() {
      socket.core().abort();
    }
  }
}
