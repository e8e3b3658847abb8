package dev.kefu.commerce.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.http.ShopApi.Event;
import dev.kefu.commerce.http.ShopApi.Webhooks;
import dev.kefu.commerce.line.Forgetting;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where the shop tells us that something has moved. Nothing it says is believed but that it is
/// worth a look: what was known is forgotten, and whoever wants to know asks the shop.
@RestController
@ConditionalOnProperty(name = "kefu.shop.connector", havingValue = "http")
class WebhookController {

  private static final int MAX_BYTES = 64 << 10;
  private static final int MAX_KEY = 128;
  private static final int REMEMBERED = 10_000;

  private final Optional<Webhooks> webhooks;
  private final Forgetting forgetting;
  private final ApplicationEventPublisher events;
  private final JsonMapper json;
  private final Clock clock;

  /// Signatures that have done their work: what is sent again within the window does nothing.
  private final Cache<String, Boolean> used =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfterWrite(Signature.WINDOW.multipliedBy(2))
          .build();

  WebhookController(
      ShopApi api,
      Forgetting forgetting,
      ApplicationEventPublisher events,
      JsonMapper json,
      Clock clock) {
    this.webhooks = Optional.ofNullable(api.webhooks());
    this.forgetting = forgetting;
    this.events = events;
    this.json = json;
    this.clock = clock;
  }

  @PostMapping("/api/v1/shop/events")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void hear(HttpServletRequest request) throws IOException {
    var told = webhooks.orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "店铺系统没有接入事件通知"));
    var body = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw new Refusal(ErrorCode.TOO_LARGE, "内容过大");
    }
    var signature = header(request, told.signature());
    var timestamp = header(request, told.timestamp());
    if (!Signature.holds(told.secret(), timestamp, body, signature, clock.instant())) {
      throw new Refusal(ErrorCode.UNAUTHORIZED, "签名无效或已过期");
    }
    if (used.asMap().putIfAbsent(timestamp + signature, true) == null) {
      hear(told, read(body));
    }
  }

  private static String header(HttpServletRequest request, String name) {
    var value = request.getHeader(name);
    return value == null ? "" : value;
  }

  private JsonNode read(byte[] body) {
    try {
      return json.readTree(body);
    } catch (JacksonException _) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "请求体不是有效的 JSON");
    }
  }

  /// What is not in the description is none of our business.
  private void hear(Webhooks told, JsonNode body) {
    var event = told.events().get(body.at(told.type()).asString(""));
    if (event != null) {
      hear(event, body);
    }
  }

  private void hear(Event event, JsonNode body) {
    var key = key(body, event.key());
    switch (event.raise()) {
      case "stock_ran_out" -> {
        forgetting.product(key);
        events.publishEvent(new StockRanOut(key));
      }
      case "product_moved" -> forgetting.product(key);
      default -> {
        forgetting.order(key);
        if (!event.parcel().equals(JsonPointer.empty())) {
          forgetting.parcel(body.at(event.parcel()).asString(""));
        }
        events.publishEvent(new OrderMoved(key));
      }
    }
  }

  private static String key(JsonNode body, JsonPointer at) {
    var key = body.at(at).asString("");
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少商品或订单编号");
    }
    return key;
  }
}
