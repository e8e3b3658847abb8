package dev.kefu.gateway;

import dev.kefu.account.Household;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Nobody has to prove anything to be entered as a visitor, and each takes a place in the store: so
/// an address gets in only so fast.
@Component
class VisitorDoor implements HandlerInterceptor, WebMvcConfigurer {

  private static final String VISITORS = "/api/v1/visitors";

  private final Door door;

  VisitorDoor(Door door) {
    this.door = door;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns(VISITORS);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    door.requireVisitor(Household.of(request.getRemoteAddr()));
    return true;
  }
}
