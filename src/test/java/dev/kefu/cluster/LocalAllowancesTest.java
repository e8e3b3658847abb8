package dev.kefu.cluster;

class LocalAllowancesTest implements AllowancesContract {

  private final Allowances allowances = new LocalAllowances();

  @Override
  public Allowances allowances() {
    return allowances;
  }
}
