package dev.kefu.commerce.line;

import dev.kefu.commerce.line.Heard.Answered;
import dev.kefu.commerce.line.Heard.Silent;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls to one system outside, mostly a shop's: each bounded in time and size, only so many at
/// once, no redirect followed, no cookie kept, nothing unpacked. Never throws for what the other
/// side does.
///
/// A shop that fails again and again, or is slow again and again, is left alone for a while: then
/// callers hear at once that it is silent.
public final class ShopLine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ShopLine.class);

  private static final int LAST_CALLS = 20;
  private static final int FEWEST_CALLS = 5;
  private static final float FAILED_PERCENT = 50;
  private static final float SLOW_PERCENT = 80;
  private static final int TRIAL_CALLS = 2;
  private static final int THREADS = 16;
  private static final int MAX_WAITING = 256;
  private static final int TOO_MANY = 429;
  private static final int FAULT = 500;

  private final Target target;
  private final LineLimits limits;
  private final HttpClient client;
  private final CircuitBreaker breaker;
  private final Semaphore places;

  public ShopLine(Target target, LineLimits limits) {
    this("the shop", target, limits);
  }

  /// @param who is at the other end, as logs call it
  public ShopLine(String who, Target target, LineLimits limits) {
    this.target = target;
    this.limits = limits;
    this.client = client(target, limits);
    this.breaker = CircuitBreaker.of("shop", breakerFor(limits));
    this.places = new Semaphore(limits.concurrent());
    breaker
        .getEventPublisher()
        .onStateTransition(e -> told(who, e.getStateTransition().getToState()));
  }

  private static HttpClient client(Target target, LineLimits limits) {
    var threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("shop-line");
    threads.setDaemon(true);
    var connector = new ClientConnector();
    connector.setSelectors(1);
    connector.setExecutor(threads);
    connector.setConnectTimeout(limits.connect());
    var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
    client.setExecutor(threads);
    client.setConnectTimeout(limits.connect().toMillis());
    client.setSocketAddressResolver(new AddressGuard(target.allowed()));
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setMaxConnectionsPerDestination(limits.concurrent());
    client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "kefu"));
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("the line to the shop cannot be opened", e);
    }
    client.getProtocolHandlers().clear();
    client.getContentDecoderFactories().clear();
    return client;
  }

  private static CircuitBreakerConfig breakerFor(LineLimits limits) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(LAST_CALLS)
        .minimumNumberOfCalls(FEWEST_CALLS)
        .failureRateThreshold(FAILED_PERCENT)
        .slowCallRateThreshold(SLOW_PERCENT)
        .slowCallDurationThreshold(limits.patience())
        .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
        .waitDurationInOpenState(limits.pause())
        .build();
  }

  private static void told(String who, State state) {
    switch (state) {
      case OPEN -> log.atWarn().log("{} does not answer; it is left alone for a while", who);
      case CLOSED -> log.atInfo().log("{} answers again", who);
      case HALF_OPEN, DISABLED, FORCED_OPEN, METRICS_ONLY -> {}
    }
  }

  /// Asks and waits for the answer, at most [LineLimits#total] from when there is a place.
  public Heard ask(Call call) {
    return ask(call, _ -> null);
  }

  /// The same for a system that says within an answer that it is down.
  ///
  /// @param fault why an answer counts against the system, for logs; null when it does not
  public Heard ask(Call call, Function<Answered, @Nullable String> fault) {
    if (!hasPlace()) {
      return new Silent("busy");
    }
    try {
      if (!breaker.tryAcquirePermission()) {
        return new Silent("closed");
      }
      return counted(call, fault);
    } finally {
      places.release();
    }
  }

  /// Whether the shop is asked at all just now.
  public boolean isOpen() {
    var state = breaker.getState();
    return state != State.OPEN && state != State.FORCED_OPEN;
  }

  /// Whether another question would find a place without keeping anybody waiting.
  public boolean isIdle() {
    return isOpen() && places.availablePermits() > limits.concurrent() / 2;
  }

  private boolean hasPlace() {
    if (places.getQueueLength() > MAX_WAITING) {
      return false;
    }
    try {
      return places.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Heard counted(Call call, Function<Answered, @Nullable String> fault) {
    var began = System.nanoTime();
    var heard = heard(call);
    var took = System.nanoTime() - began;
    var failure = failure(heard, fault);
    if (failure == null) {
      breaker.onSuccess(took, TimeUnit.NANOSECONDS);
    } else {
      breaker.onError(took, TimeUnit.NANOSECONDS, new IOException(failure));
      log.atDebug().addKeyValue("call", call.name()).addKeyValue("why", failure).log("silent");
    }
    return heard;
  }

  private static @Nullable String failure(Heard heard, Function<Answered, @Nullable String> fault) {
    return switch (heard) {
      case Silent(var why) -> why;
      case Answered answered ->
          answered.status() >= FAULT || answered.status() == TOO_MANY
              ? "status " + answered.status()
              : fault.apply(answered);
    };
  }

  private Heard heard(Call call) {
    var request = request(call);
    var answer = new CompletableResponseListener(request, limits.maxBytes()).send();
    try {
      var response = answer.get(longest().toMillis(), TimeUnit.MILLISECONDS);
      return answered(response);
    } catch (TimeoutException e) {
      var _ = request.abort(e);
      return new Silent("timeout");
    } catch (ExecutionException e) {
      return new Silent(why(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      var _ = request.abort(e);
      Thread.currentThread().interrupt();
      return new Silent("interrupted");
    }
  }

  /// The client keeps the limit by itself; this is for when it does not.
  private Duration longest() {
    return limits.total().plus(limits.connect());
  }

  private static Heard answered(ContentResponse response) {
    var packed = response.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (packed != null && !packed.equalsIgnoreCase("identity")) {
      return new Silent("packed");
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(response.getContent()));
      return new Answered(response.getStatus(), text.toString());
    } catch (CharacterCodingException _) {
      return new Silent("charset");
    }
  }

  private Request request(Call call) {
    var request =
        client
            .newRequest(URI.create(target.base() + call.path()))
            .method(call.method())
            .timeout(limits.total().toMillis(), TimeUnit.MILLISECONDS)
            .headers(headers -> {
              headers.put(HttpHeader.ACCEPT, "application/json");
              headers.put(HttpHeader.ACCEPT_ENCODING, "identity");
              call.headers().forEach(headers::put);
            });
    var body = call.body();
    return body == null ? request : request.body(content(call.bodyType(), body));
  }

  private static BytesRequestContent content(String type, String body) {
    return new BytesRequestContent(type, body.getBytes(StandardCharsets.UTF_8));
  }

  /// A word for logs: what the other side sends may say anything.
  private static String why(Throwable cause) {
    return switch (cause) {
      case TimeoutException _ -> "timeout";
      case AddressGuard.ForbiddenAddress _ -> "address";
      case ConnectException _ -> "refused";
      case IllegalArgumentException _ -> "too_large";
      default -> "broken";
    };
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      log.atWarn().setCause(e).log("the line to the shop could not be closed");
    }
  }
}
