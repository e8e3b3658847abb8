package dev.kefu.scale;

/// How a fleet got through a day.
///
/// @param said messages
/// @param stored of them, in the end
/// @param resent said again, because the node that had them was lost before they were stored
/// @param sockets most open at once, agents' included
/// @param fullest most on one node
/// @param node most of a node's processor used in a second; 1 is all of it
/// @param lock most of one database's time used under its lock
/// @param database most of one database's time used in all
/// @param bus most of one Redis used
/// @param waitS the longest a message waited beyond its second, as what waited takes to be done
/// @param backS until all sockets of the lost node were open again
/// @param rows most messages gathered in one commit of one node
/// @param payloadsPerS most payloads given to Redis
record Outcome(
    long said,
    long stored,
    long resent,
    long sockets,
    long fullest,
    double node,
    double lock,
    double database,
    double bus,
    double waitS,
    int backS,
    double rows,
    double payloadsPerS) {}
