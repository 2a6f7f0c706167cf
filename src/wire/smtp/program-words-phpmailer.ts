/**
 * What PHPMailer says, beside its name: its errors in the languages that web sites speak most, and the marks of its transcript (SMTPDebug).
 * 'SMTP error:' alone is no word of it: servers write that, too. Source: PHPMailer src/SMTP.php (sendCommand) and language/phpmailer.lang-*.php
 * (authenticate, connect_host, data_not_accepted, recipients_failed), read 2026-11-27; WordPress, WP Mail SMTP and Post SMTP say them again.
 */

/** Lower case, as its translations spell them. */
export const PHPMAILER_WORDS: readonly string[] = [
  'phpmailer error',
  // Places of its files and its manual; its X-Mailer names its repository alone, and every bounce quotes that.
  'phpmailer/src',
  'phpmailer/class.',
  'phpmailer/wiki',
  'phpmailer\\',
  'phpmailer: ',
  'mailer error: smtp',
  'wp_mail failed',
  'wp_mail_failed',
  // The transcript.
  'client -> server:',
  'server -> client:',
  'smtp -> error',
  'smtp notice: eof caught',
  'smtp connect() ',
  'smtp error: failed to connect to server',
  'without being connected',
  ...['ehlo', 'helo', 'starttls', 'auth', 'auth cram-md5', 'username', 'password', 'user & password']
    .concat(['mail from', 'rcpt to', 'data', 'data end', 'rset'])
    .map((command) => `smtp error: ${command} command failed`),
  // Its errors.
  'smtp error: could not authenticate',
  'smtp error: could not connect to smtp host',
  'smtp error: data not accepted',
  'smtp error: the following recipients failed',
  'could not connect to smtp host',
  'the following from address failed',
  // German.
  'smtp-fehler: authentifizierung fehlgeschlagen',
  'smtp-fehler: konnte keine verbindung',
  'smtp-fehler: daten werden nicht akzeptiert',
  'smtp-fehler: die folgenden empfänger',
  'verbindung zum smtp-server fehlgeschlagen',
  'fehler vom smtp-server: ',
  // French.
  "erreur smtp : échec de l'authentification",
  'erreur smtp : impossible de se connecter',
  'erreur smtp : données incorrectes',
  'erreur smtp : les destinataires suivants',
  'échec de la connexion smtp',
  // Spanish, Italian, Portuguese.
  'error smtp: imposible autentificar',
  'error smtp: imposible conectar',
  'error smtp: datos no aceptados',
  'error smtp: los siguientes destinos',
  'smtp error: impossibile autenticarsi',
  'smtp error: impossibile connettersi',
  'smtp error: dati non accettati',
  'smtp error: i seguenti indirizzi',
  'erro de smtp: não foi possível autenticar',
  'erro de smtp: não foi possível conectar',
  'erro de smtp: dados rejeitados',
  'erro de smtp: os seguintes destinatários',
  // Dutch, Swedish.
  'smtp-fout: authenticatie mislukt',
  'smtp-fout: kon niet verbinden',
  'smtp-fout: data niet geaccepteerd',
  'smtp-fout: de volgende ontvangers',
  'smtp fel: kunde inte autentisera',
  'smtp fel: kunde inte ansluta',
  'smtp fel: data accepterades inte',
  'smtp fel: följande mottagare',
  // Polish, Czech, Russian, Turkish.
  'błąd smtp: nie można przeprowadzić uwierzytelnienia',
  'błąd smtp: nie można połączyć',
  'błąd smtp: dane nie zostały przyjęte',
  'błąd smtp: następujący odbiorcy',
  'chyba smtp: autentizace selhala',
  'chyba smtp: nelze navázat spojení',
  'chyba smtp: data nebyla přijata',
  'chyba smtp: následující adresy příjemců',
  'ошибка smtp: ошибка авторизации',
  'ошибка smtp: не удается подключиться',
  'ошибка smtp: данные не приняты',
  'ошибка smtp: не удалась отправка',
  'smtp hatası: oturum açılamadı',
  'smtp hatası: smtp sunucusuna bağlanılamadı',
  'smtp hatası: veri kabul edilmedi',
  'smtp hatası: belirtilen alıcılara',
  // Chinese, Japanese.
  'smtp 错误：登录失败',
  'smtp 错误：无法连接到 smtp 主机',
  'smtp 错误：数据不被接受',
  'smtp 错误：收件人地址错误',
  'smtpエラー: 認証できませんでした',
  'smtpエラー: smtpホストに接続できませんでした',
  'smtpエラー: データが受け付けられませんでした',
  'smtpエラー: 次の受信者アドレスに',
];
