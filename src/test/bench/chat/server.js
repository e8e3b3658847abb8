'use strict';

// A chat as a team would write it by hand: socket.io, better-sqlite3, one insert a message.
// node server.js PORT FILE FULL|NORMAL|OFF

const { createServer } = require('node:http');
const { randomUUID } = require('node:crypto');
const Database = require('better-sqlite3');
const { Server } = require('socket.io');

const [port, file, synchronous] = process.argv.slice(2);
if (!['FULL', 'NORMAL', 'OFF'].includes(synchronous)) {
  console.error('node server.js PORT FILE FULL|NORMAL|OFF');
  process.exit(2);
}

const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma(`synchronous = ${synchronous}`);
db.exec(`create table if not exists message (
  conversation text not null,
  seq integer not null,
  sender text not null,
  mid text not null,
  body text not null,
  at integer not null,
  primary key (conversation, seq),
  unique (conversation, sender, mid)
)`);
const last = db.prepare('select max(seq) as seq from message where conversation = ?').pluck();
const insert = db.prepare('insert into message values (?, ?, ?, ?, ?, ?)');
const append = db.transaction((conversation, sender, mid, body, at) => {
  const seq = (last.get(conversation) ?? 0) + 1;
  insert.run(conversation, seq, sender, mid, body, at);
  return seq;
});

const io = new Server(createServer().listen(Number(port), '127.0.0.1'), {
  transports: ['websocket'],
  perMessageDeflate: false,
});

io.on('connection', (socket) => {
  const frames = {
    hello: () => socket.emit('frame', { type: 'welcome' }),
    pong: () => {},
    open(frame) {
      const conversation = `cnv_${randomUUID().replaceAll('-', '').slice(0, 26)}`;
      socket.join(conversation);
      socket.emit('frame', { type: 'ok', id: frame.id, conversation });
    },
    command(frame) {
      socket.join(frame.conversation);
      socket.emit('frame', { type: 'ok', id: frame.id, conversation: frame.conversation });
    },
    send({ id, conversation, mid, body }) {
      const at = Date.now();
      const seq = append(conversation, socket.id, mid, JSON.stringify(body), at);
      socket.emit('frame', { type: 'ok', id, conversation, mid, seq, at });
      socket.to(conversation).emit('frame', { type: 'event', conversation, seq, sender: socket.id, mid, body, at });
    },
  };
  socket.on('frame', (frame) => frames[frame.type]?.(frame));
});
