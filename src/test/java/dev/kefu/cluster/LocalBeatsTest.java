package dev.kefu.cluster;

class LocalBeatsTest implements BeatsContract {

  private final LocalBeats beats = new LocalBeats();

  @Override
  public Beats beats() {
    return beats;
  }
}
