/**
 * The same, each asked for while the one before it is being used: a server is at work meanwhile. Never
 * more than one ahead. Whoever stops early leaves nothing under way.
 */
export async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (let read = await next; !read.done; read = await next) {
      next = source.next();
      // It's thrown where it is waited for.
      next.catch(() => undefined);
      yield read.value;
    }
  } finally {
    await source.return(undefined);
  }
}
