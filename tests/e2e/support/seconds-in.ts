const SECONDS_IN: Record<string, number> = { s: 1, min: 60, h: 3_600 };

/** Of a duration as it's shown, "1 min 30 s". */
export const secondsIn = (duration: string) =>
  [...duration.matchAll(/([\d.]+) (s|min|h)/g)].reduce(
    (seconds, [, count, unit]) => seconds + Number(count) * SECONDS_IN[unit],
    0
  );
