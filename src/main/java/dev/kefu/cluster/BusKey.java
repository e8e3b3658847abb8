package dev.kefu.cluster;

import javax.crypto.SecretKey;

/// What the nodes of one shop know, and Redis does not.
interface BusKey {

  SecretKey key();
}
