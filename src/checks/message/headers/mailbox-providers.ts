/** Domains of mailbox providers in which anybody can have an address. */

const domains = new Set(
  (
    'gmail.com googlemail.com yahoo.com yahoo.de yahoo.fr yahoo.co.uk yahoo.co.jp ymail.com rocketmail.com aol.com aim.com ' +
    'outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de live.com msn.com outlook.de outlook.fr icloud.com me.com mac.com ' +
    'gmx.de gmx.net gmx.at gmx.ch gmx.com web.de freenet.de t-online.de mail.com mail.ru bk.ru inbox.ru list.ru yandex.ru yandex.com ' +
    'rambler.ru proton.me protonmail.com pm.me zoho.com zohomail.com fastmail.com tutanota.com tuta.io orange.fr wanadoo.fr free.fr ' +
    'laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it wp.pl o2.pl onet.pl interia.pl seznam.cz email.cz centrum.cz ' +
    'qq.com 163.com 126.com sina.com naver.com hanmail.net daum.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net'
  ).split(' '),
);

/** Is the domain (lower case) one of them? */
export const isMailboxProvider = (domain: string): boolean => domains.has(domain);
