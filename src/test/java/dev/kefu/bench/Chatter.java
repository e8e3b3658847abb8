package dev.kefu.bench;

/// What is said: short Chinese sentences as shoppers and agents write them. Nothing in the answers
/// promises anything, so the rulebook reads and clears them.
final class Chatter {

  private Chatter() {}

  static String[] asked() {
    return new String[] {
      "这件还有货吗，今天能发出来吗",
      "黑色的中码大概适合多高的人穿",
      "洗了以后会不会缩水或者掉颜色",
      "我想换一个颜色，现在还来得及吗",
      "这个面料夏天穿会不会觉得热呢",
      "和上一款比起来有什么不一样吗",
      "包装可以送人吗，想送给我朋友",
      "尺码表在哪里可以看，没有找到",
    };
  }

  static String[] answered() {
    return new String[] {
      "好的，我先帮您看一下这个问题",
      "您平时穿什么尺码的衣服比较多",
      "这个问题我帮您问一下我的同事",
      "您说的是哪一个颜色，方便说吗",
      "明白了，您稍等我看看商品的页面",
      "您可以看看商品页面下面的说明",
      "好的呢，还有别的想了解的吗",
      "谢谢您的耐心，我正在帮您看呢",
    };
  }
}
