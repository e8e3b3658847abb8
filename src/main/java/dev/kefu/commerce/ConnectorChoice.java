package dev.kefu.commerce;

import dev.kefu.base.StartRefused;
import java.util.Set;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Refuses a shop nobody can connect to, before anything is made for it.
@Component
class ConnectorChoice implements BeanFactoryPostProcessor {

  private static final String SETTING = "kefu.shop.connector";
  private static final Set<String> CONNECTORS = Set.of("demo", "http", "taobao");

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    var chosen = beans.getBean(Environment.class).getProperty(SETTING, "demo");
    if (!CONNECTORS.contains(chosen)) {
      throw new StartRefused(
          SETTING + " is '" + chosen + "', and there is no such connector.",
          "Set it to demo for the demo shop, to http for a shop outside, or to"
              + " taobao for one on that platform.");
    }
  }
}
