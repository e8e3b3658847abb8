package dev.kefu.gateway;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The pages a browser opens and the files they ask for.
///
/// A page holds one inline script, the import map that says where Lit lives; everything else is a
/// file of ours or of a jar. The page's Content-Security-Policy names the hash of exactly that
/// script, so nothing else inline ever runs.
@Controller
class Pages implements WebMvcConfigurer {

  private static final String IMPORT_MAP_PLACE = "<!-- import map -->";
  private static final Duration PINNED = Duration.ofDays(365);

  private final String importMap = text("web/shared/importmap.json").strip();
  private final Map<String, Page> pages =
      Arrays.stream(Screen.values()).collect(Collectors.toUnmodifiableMap(s -> s.path, this::read));

  @GetMapping({
    "/",
    "/console",
    "/console/desk",
    "/console/outreach",
    "/console/knowledge",
    "/console/gaps",
    "/console/intents",
    "/console/replies",
    "/console/feedback",
    "/console/playbooks",
    "/console/words",
    "/console/stats",
    "/console/tokens",
    "/shop",
    "/widget"
  })
  ResponseEntity<byte[]> page(HttpServletRequest request) {
    var page = Objects.requireNonNull(pages.get(request.getServletPath()));
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noCache())
        .eTag(page.tag)
        .header("Content-Security-Policy", page.policy)
        .body(page.bytes);
  }

  /// The one file other sites load, hence the one that may be read from another origin.
  @GetMapping("/sdk/v1.js")
  ResponseEntity<Resource> loader() {
    return file(
        "web/widget/sdk.js",
        new MediaType("text", "javascript", StandardCharsets.UTF_8),
        "cross-origin");
  }

  /// What programs make their clients from.
  @GetMapping({"/openapi.json", "/asyncapi.json"})
  ResponseEntity<Resource> description(HttpServletRequest request) {
    return file("web/api" + request.getServletPath(), MediaType.APPLICATION_JSON, "cross-origin");
  }

  @GetMapping("/favicon.ico")
  ResponseEntity<Resource> icon() {
    return file("web/shared/icon.svg", MediaType.valueOf("image/svg+xml"), "same-origin");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/web/")
        .setCacheControl(CacheControl.noCache())
        .setUseLastModified(false) // a reproducible jar gives every build the same file times
        .setEtagGenerator(Pages::tag);
    registry
        .addResourceHandler("/webjars/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .setCacheControl(CacheControl.maxAge(PINNED).cachePublic().immutable());
  }

  /// What the page at this path is sent with; for tests and for whoever asks why a script did not
  /// run.
  String policyOf(String path) {
    return Objects.requireNonNull(pages.get(path)).policy;
  }

  private Page read(Screen screen) {
    var script = "<script type=\"importmap\">" + importMap + "</script>";
    var html = text(screen.file).replace(IMPORT_MAP_PLACE, script).getBytes(StandardCharsets.UTF_8);
    var hash =
        Base64.getEncoder().encodeToString(sha256(importMap.getBytes(StandardCharsets.UTF_8)));
    return new Page(
        html, '"' + HexFormat.of().formatHex(sha256(html), 0, 16) + '"', screen.policy(hash));
  }

  private static ResponseEntity<Resource> file(String path, MediaType type, String readers) {
    var resource = new ClassPathResource(path);
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noCache())
        .eTag(tag(resource))
        .header("Cross-Origin-Resource-Policy", readers)
        .body(resource);
  }

  private static String tag(Resource resource) {
    try {
      return '"' + HexFormat.of().formatHex(sha256(resource.getContentAsByteArray()), 0, 16) + '"';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String path) {
    try {
      return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private enum Screen {
    HOME("/", "web/shared/home.html", "frame-ancestors 'none'"),
    CONSOLE("/console", "web/console/index.html", "frame-ancestors 'none'"),
    DESK("/console/desk", "web/console/index.html", "frame-ancestors 'none'"),
    OUTREACH("/console/outreach", "web/console/index.html", "frame-ancestors 'none'"),
    KNOWLEDGE("/console/knowledge", "web/console/index.html", "frame-ancestors 'none'"),
    GAPS("/console/gaps", "web/console/index.html", "frame-ancestors 'none'"),
    INTENTS("/console/intents", "web/console/index.html", "frame-ancestors 'none'"),
    REPLIES("/console/replies", "web/console/index.html", "frame-ancestors 'none'"),
    FEEDBACK("/console/feedback", "web/console/index.html", "frame-ancestors 'none'"),
    PLAYBOOKS("/console/playbooks", "web/console/index.html", "frame-ancestors 'none'"),
    WORDS("/console/words", "web/console/index.html", "frame-ancestors 'none'"),
    TOKENS("/console/tokens", "web/console/index.html", "frame-ancestors 'none'"),
    STATS("/console/stats", "web/console/index.html", "frame-ancestors 'none'"),
    SHOP("/shop", "web/widget/shop.html", "frame-src 'self'; frame-ancestors 'none'"),
    WIDGET("/widget", "web/widget/index.html", "frame-ancestors 'self'");

    private final String path;
    private final String file;
    private final String framing;

    Screen(String path, String file, String framing) {
      this.path = path;
      this.file = file;
      this.framing = framing;
    }

    String policy(String hash) {
      return "default-src 'none'; script-src 'self' 'sha256-"
          + hash
          + "'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
          + "base-uri 'none'; form-action 'self'; object-src 'none'; "
          + framing;
    }
  }

  /// A page as it is sent: read once, since its policy names the hash of what it holds.
  private static final class Page {

    private final byte[] bytes;
    private final String tag;
    private final String policy;

    Page(byte[] bytes, String tag, String policy) {
      this.bytes = bytes;
      this.tag = tag;
      this.policy = policy;
    }
  }
}
