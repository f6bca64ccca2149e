/** Texts that mean harm to whatever shows, stores or prints them, by what they try. */
export const HOSTILE: Record<string, string> = {
  HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'colours and cursor moves of a terminal': '\u001b[31mred\u001b[0m\u001b[2J\u001b[1;1Hat the top',
  'a terminal’s title and links':
    '\u001b]0;owned\u0007\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\',
  'eight-bit terminal controls': '\u009b31mred\u009d0;owned\u009c',
  'a forged line after CR and LF': 'fine\r\n2026-11-23 10:00:00.000 ERROR forged\rforged\nforged',
  'Unicode’s own line breaks': 'fine\u2028forged\u2029forged\u0085forged\vforged\fforged',
  'text turned round by bidi controls': 'user\u202e\u2066gpj.exe\u2069\u202c',
  'NUL and lone surrogates': 'a\u0000b\ud800c\udfffd',
  'a formula of a spreadsheet': '=HYPERLINK("http://x";"click")',
  'formulas behind tabs and line breaks': 'fine\t=1+1\n=1+1\r\n+1+1\t@SUM(1)\n-1+1',
  'templates and formats': '%s %d %o ${7*7} {{7*7}} $1 $& \\u0000',
  'emoji, joiners and right-to-left words': 'שלום 👩‍👩‍👧‍👦 مرحبا',
};
