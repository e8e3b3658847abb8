package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Which doors are open to strangers. What staff may do behind the others is asked where it is
/// done.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  /// For answers that are no page; pages bring their own.
  private static final String NO_CONTENT_POLICY =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      SignIns signIns,
      Shoppers shoppers,
      ServiceTokens tokens,
      SignInAttempts attempts,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(c -> c.disable())
        .formLogin(f -> f.disable())
        .httpBasic(b -> b.disable())
        .logout(l -> l.disable())
        .requestCache(r -> r.disable())
        .addFilterBefore(
            new ServiceTokenFilter(tokens, attempts, problems), AnonymousAuthenticationFilter.class)
        .addFilterBefore(
            new SessionFilter(signIns, shoppers, problems), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(doors ->
            doors
                .requestMatchers(HttpMethod.POST, "/api/v1/session", "/api/v1/setup")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/visitors")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/shop/events")
                .permitAll()
                .requestMatchers("/api/v1/demo/identities", "/api/v1/demo/catalogue")
                .permitAll()
                .requestMatchers("/api/**")
                .authenticated()
                .anyRequest()
                .permitAll())
        .exceptionHandling(e ->
            e.authenticationEntryPoint((request, response, _) ->
                    problems.resolveException(
                        request, response, null, new Refusal(ErrorCode.UNAUTHORIZED, "请先登录")))
                .accessDeniedHandler((request, response, _) ->
                    problems.resolveException(
                        request, response, null, new Refusal(ErrorCode.FORBIDDEN, "没有权限"))))
        .headers(headers ->
            headers
                .contentSecurityPolicy(c -> c.policyDirectives(NO_CONTENT_POLICY))
                .frameOptions(f -> f.disable())
                .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(o -> o.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(r -> r.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                    p -> p.policy("camera=(), geolocation=(), microphone=()")));
    return http.build();
  }

  /// Staff are known by [SessionFilter]; without this bean Spring Boot would invent a user.
  @Bean
  UserDetailsService nobody() {
    return username -> {
      throw new UsernameNotFoundException(username);
    };
  }
}
