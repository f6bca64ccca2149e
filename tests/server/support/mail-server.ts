import { createServer, type AddressInfo, type Socket } from 'node:net';

const END_OF_MAIL = '\r\n.\r\n';

/** A mail server on 127.0.0.1 that accepts whatever it is sent. A silent one accepts connections and sends nothing. */
export const startMailServer = async ({ isSilent = false } = {}) => {
  const mails: string[] = [];
  const sockets = new Set<Socket>();

  const converse = (socket: Socket) => {
    let received = '';
    let isMail = false;
    const reply = (line: string) => socket.write(`${line}\r\n`);
    socket.setEncoding('utf8');
    if (!isSilent) reply('220 mail.example');
    socket.on('data', (chunk: string) => {
      received += chunk;
      for (;;) {
        const end = isMail ? END_OF_MAIL : '\r\n';
        const length = received.indexOf(end);
        if (length < 0) return;
        const part = received.slice(0, length);
        received = received.slice(length + end.length);
        if (isMail) mails.push(part);
        const begins = !isMail && part === 'DATA';
        reply(begins ? '354 go on' : part === 'QUIT' ? '221 bye' : '250 ok');
        isMail = begins;
      }
    });
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    converse(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    connections: () => sockets.size,
    close: () =>
      new Promise<void>((resolve) => {
        sockets.forEach((socket) => socket.destroy());
        server.close(() => resolve());
      }),
  };
};
