/**
 * What charset detection knows of writings: for each charset the characters that make up most of its texts. The lists
 * were put together for this purpose from general knowledge of the languages and of what mail servers say (mailbox,
 * address, does not exist, refused, …); they need to be neither complete nor ranked.
 */
export interface Candidate {
  /** Label that TextDecoder knows. */
  readonly charset: string;
  readonly bytesPerCharacter: 1 | 2;
  readonly frequent: ReadonlySet<string>;
  /** Other characters that such texts hold; one character is tested. */
  readonly ordinary: RegExp;
  /** Letters beyond ASCII stand among ASCII ones, seldom beside each other. */
  readonly isAccented: boolean;
}

const KANA =
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽっゃゅょ' +
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダデドバビブベボパピプペポッャュョァィェォー。、「」・';

const KANJI =
  '日本人大会社一年中国事者送信受先宛受信配達不能存在確認拒否利用設定通知件名以下理由失敗容量超過再度問合連絡管理変更迷惑検出接続要求';

const SIMPLIFIED =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运' +
  '邮件箱址户拒绝退收送服器错误请联系存满容超址域限垃圾投递失败您尊敬稍尝试原因，。、：；！？（）“”《》';

const TRADITIONAL =
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四總何電數安少報才結反受目太量再感建務做接必場件計管期市直資命指許統區保至形社便空決' +
  '郵件箱址戶拒絕退收送伺服器錯誤請聯絡存滿容超網域限垃圾投遞失敗您帳號無法，。、：；！？（）「」『』';

const HANGUL =
  '이다는을를에의가지하고로사한습니메일주소수신인은도그기자어시것나리라해서있없음안전송요청등만들정보거부용존재않확발실패서버사용자계대상입되된할받반환관문제세아게며면과와으여스트부터까오류차단초과량님합당귀께알려드립못했았었른';

const CYRILLIC = 'оеаинтсрвлкмдп';

const GREEK = 'αοιετνσηρπκςυ';
const HEBREW = 'יוהלארתמנשבם';
const ARABIC = 'اليمونرتبةعد';
const THAI = 'านรกเงมยลวอ่ส้ั';

const CJK = /^[\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]$/;
const CYRILLIC_LETTER = /^[А-яЁёІіЇїЄє№]$/;
const ACCENTED_LETTER = /^[\u00c0-\u024f]$/;

/** In order of preference where scores are equal. */
export const candidates = (): readonly Candidate[] => [
  accented('windows-1252', 'éèàùçâêîôûëïüöäßñóíáúãõåøæìòœ’‘“”–—…°§«»ÉÜÖÄ'),
  accented('windows-1254', 'ışğçöüİŞÇÖÜâî’“”'),
  accented('windows-1250', 'ąćęłńóśźżčďěňřšťůžáéíýúäöüőűĺľôăâîşţđŁŚŻČŠŽ„”“–'),
  accented('iso-8859-2', 'ąćęłńóśźżčďěňřšťůžáéíýúäöüőűĺľôăâîşţđŁŚŻČŠŽ'),
  accented('windows-1257', 'āčēģīķļņšūžąęėįųõäöü'),
  letters('windows-1251', `${CYRILLIC}іїєґ«»—№`, CYRILLIC_LETTER),
  letters('koi8-r', CYRILLIC, CYRILLIC_LETTER),
  letters('iso-8859-5', `${CYRILLIC}іїє`, CYRILLIC_LETTER),
  letters('ibm866', CYRILLIC, CYRILLIC_LETTER),
  letters('windows-1253', GREEK, /^[\u0370-\u03ff]$/),
  letters('windows-1255', HEBREW, /^[\u0590-\u05ff]$/),
  letters('windows-1256', ARABIC, /^[\u0600-\u06ff]$/),
  letters('windows-874', THAI, /^[\u0e00-\u0e7f]$/),
  wide('shift_jis', KANA + KANJI, CJK),
  wide('euc-jp', KANA + KANJI, CJK),
  wide('gb18030', SIMPLIFIED, CJK),
  wide('big5', TRADITIONAL, CJK),
  wide('euc-kr', HANGUL, /^[\uac00-\ud7a3\u3000-\u303f]$/),
];

function accented(charset: string, frequent: string): Candidate {
  return {
    charset,
    bytesPerCharacter: 1,
    frequent: new Set(frequent),
    ordinary: ACCENTED_LETTER,
    isAccented: true,
  };
}

function letters(charset: string, frequent: string, ordinary: RegExp): Candidate {
  return { charset, bytesPerCharacter: 1, frequent: new Set(frequent), ordinary, isAccented: false };
}

function wide(charset: string, frequent: string, ordinary: RegExp): Candidate {
  return { charset, bytesPerCharacter: 2, frequent: new Set(frequent), ordinary, isAccented: false };
}
