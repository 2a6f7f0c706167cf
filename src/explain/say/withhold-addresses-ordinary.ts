/**
 * More ordinary words of English and German, from the texts of servers and of those who explain them: dictionaries write them small, and neither
 * lists of first names nor of family names hold them.
 */
import { WordList } from '../../base/word-list.ts';

/** Small letters without accents, five letters or more. */
export const ORDINARY_WORDS = new WordList(
  `
abandoned abdeckt abfangen abfragt abgeglichen abgelaufene abgelaufenes abgelegt abgelehnte abgelehnten abgemeldet
abgerufen abgeschnitten abholen ability ablauft ablegen ablehnen ablehnende ablehnenden ablehnt ablehnte abnormal
abnormally abonniert abonnierten abort abrufbar abschliessenden absence absendend abused abusers abwarten abweisen
abzulehnen abzuwarten acceptance accessed accredited accused accuses acquire activate activation actively adapter
added addressed addressing adhere administered administers administrators admins advanced advertise advertisement
advertisements ahnliche aktiviert aktualisieren akzeptierte alarm alarms alerts algorithm align alignments
allgemeiner allocations allotment alone alter altered alterer alternative altesten analysis analyzing anbietet
andauert anderswo aneinander anerkannt anfasst angeben angeboten angehalten angehangte angehangten angekommen
angelegt angemeldet angemeldete angemeldeten angenommene angenommenen angepasst angeschlagen angeschrieben angesehen
angesehene angreifen angriff anheben ankommen ankommt anlegen anmeldet annehmbar annimmt announce announced
announces annoying anonymen anormal anormale anstelle answered antes anybody anytime anzunehmen apostrophes appeal
appear appeared appended appliances applicable applications appreciate approach appropriately architecture archives
arise arises arose array arrears arrest article assign assist assuming attaching attacker attackers attribute
attribution audit audited audits aufeinander auffallt auffindbar auffordert aufgebaut aufgehalten aufgehoben
aufgeschoben aufgeschobene aufgibt aufhalt aufhebt auflosbaren auflosen aufnehmen aufschreiben aufteilen aufzulosen
ausbessern ausbremsen auseinander ausfuhrbaren ausgedacht ausgefallen ausgehen ausgehenden ausgehender ausgeht
ausgelassen ausgelaufen ausgelaufene ausgenommen ausgeschaltet ausgeschieden ausgeschlossen ausgesperrter
ausgetragen ausgewahlte ausgewertet auslassen auslasst ausliefern auslosen ausnehmen ausprobiert ausserhalb aussieht
austragen austragt auswahlen ausweichenden ausweisen ausweist auswertbar auszutragen auszuwerten authentic
authenticates authenticating authentications authenticity authentifizier authentifizieren authentifiziert
authentifizierten authentifiziertes authentisieren authoritative authorities authority authorize authors
automatischer autorisierte autorisierten avail avast averages awhile background backing backup bandwidth batch
batches beanstandet beantworten beantwortet beantwortete bearer bears bedeuten bedient befallene befallenen
befallener befallenes befragen beginners begonnen begrenzt begrusst behalten behandeln behaves beheben beherrscht
beitragen bekannte bekannten bekannter bekanntermassen bekanntes bekomme bekommt benutzbare benutzte benutzter
bereinigen berichtet berichtige berichtigt berichtigte berichtigten beschadigt beschrankte beschreibbar beschreiben
beschreibt beschwert beside besitzen besorgen bestand bestatigten bestatigtes bestimmen bestimmt bestreitet betreibt
betreut beurteilen beurteilt bevorzugt bewahren beweisbar beweisen beweist bewertet bewiesen bewirkt bezahlen
bezahlte bezahlten bezieht bezogen bidirectional biggest billing bitcoin blacklisting blame blockierten blockierter
bodies bogon bombing booking books botnets bouncing boutique bracket brauchbar brauchbaren brauchbarer brechen
bringen brings broadcast brought brute buffer building bumping bundle bureau business busting bypass cache cached
caches caching calling calls campaign capabilities capitals carriage carried carrying categorized category ceiling
censored center centralized certificates certification certified challenges channels characteristic characteristics
charge chokes choose chose chunk circles circular class classes classic classification classify cloture colleague
colleagues column combinations comma commit commonest communications companies competent compilation complained
complexity complicate complicated compose comprehensive compress compressed compulsory confidence confidential
configurable configurations configure configuring confined confirms conformance confused confuses confusing
confusion congested congratulations conjunction connectivity connectors consent considerably considers consisted
console consulted consumed contacted container context contradict contravened controlled controllers controls
conversations conversing copied copier copying corporate corrected correcting corrects correspondent correspondents
corresponds costs cracking created credibility criminal cryptic customers cycle dados daemons damaged danger
dargestellt dashboard databases dates dauerndes dazwischen deadline deaktivierter deaktiviertes debug debugger
debugging deceased decisive declaration declares declines decode decoding dedicated deemed defect defective defects
defend deferring defers definitiv defunct delegation delete deletions delivers demands demselben denselben denying
department deploy deployed deployment deploys depth derselbe derselben describing descriptors desperate deutsch
developers deviation deviations diagnostic dialing dialog dialogue dictionary dieselben diesmal differently
diffusion digest digging digit diligence directories direkte dirty disabling disallow discarding disclaimer
disclaimers disconnected disconnection disconnects discourages discuss disguise disinfect dislike dismounted
dispatcher disposition disregards distrusted divide documentation dokumentiert doppelte doppelten dorthin downstream
draft draussen dreistelligen dringende dringenden dropper dropping drucken durchfallt durchgehen durchgeht
durchgesehen durchkommt durchlassen durchlasst durchprobieren durchprobiert durchzubringen durchzulassen dynamisch
dynamischen edited editor efforts ehemalige ehemaliger ehesten eigenem eigener eigenes einander einfache einfaches
eingeben eingebettete eingebetteten eingeblendet eingebundener eingefroren eingegeben eingegebene eingeladene
eingelassen eingeliefert eingeloggt eingeloggte eingeloggten eingespielt eingestellte eingetragenen eingibt einiger
einliefern einliefernd einliefernden einreichend einrichten einrichtet einschalten einschliesslich einstehen
einstellen einstweilen eintragen einzeln einzelnes einzige ejected elected elements elided emailed emailing emitting
empfangen empfangende empfangenden employe emptied empties encapsulated encrypt endangers endings endless
enforcement enforces engineer ensemble entdeckt enters entgegengenommen enthielt entities entscheiden entscheidet
entschieden entsperrt entsprochen entsteht erfahrt erfordert erfragen erfullt erfundene erganzen erganzt erhalte
erkennt erklaren erklart erlaubten erlaubter erledigen erneuern erneuert erneuerte eroffnen eroffnet erraten
erreichbaren erreichter erscheinen erscheint ersetzen ersetzte erstmals erwarten erwartete erweiterten erweiterter
erwunscht erwunschter erzeugen erzwingt escalations evaluates evaluating evasion except exceptions excerpt excess
excessively exclamation excluding exclusion executing executive exempt exemption exempts exhibited existed existence
existente existieren existierende existierender existierendes exits expandable expansions expeditor expert experts
explaining exploited exploits exterior externally externen externer externes extortion extract facing factors fakes
falsches falschte fastest feels fehlend fehlender fehlendes fehlerhaftem fehlerhafter fehlerhaftes fehlgeleiteten
fehlgeleiteter fehlgeschlagene fertige festgehalten festgelegte feststellen fetched fetching fictitious figures
figuring filed filling fills findings fingerprint firewalls firmware fitting fixes flags flatten flattened
flattening flush flushed flushing flutter folders followers forbid force forced fordert forge forgets forging forgot
forgotten formatiert forwarder founds fragenden fragment fragmentation frame fraudulent freigeben freigibt
freischalten fremdem fremden fremdes fruhere fruheren fullten funny garbage garbled gateways gathers gating
geanderte geantwortet gebaute gebildet geblieben gebraucht gebrochen gebrochene gedacht gedruckt geehrte gefahrdet
gefahrdetes gefahrlichen gefahrlicher gefalscht gefalschte gefalschten gefragt gefragte gefuhrt gegebenen
gegenseitig gehackte gehackten gehartet gekaperte gekaperten gekaperter gekapertes gekauft gekaufte gekauften
geklappt gekurzter geladen gelangen gelassen gelaufen gelauscht geleert gelistete gelisteten gelungen gemachte
gemachten gemeinsame gemeinsames gemeint gemeldeter gemerkt gemerkte gemerkter gemieteten generated generation
genugen geographical geordnet gepruften geprufter geratene gerichtet geringe gesandt geschaffen geschah gescheiterte
gescheiterten gescheiterter gescheitertes geschieht geschutztes gesehene gesendeter gesendetes gesicherte gesperrten
gesperrtes gesprochen gestohlen gestohlene gestohlenen gestohlenes gestort gestortes geteilte geteiltes getroffen
geurteilt gewahlte gewahlten gewartet gewechselt gewertet gewichten gewohnlich gewohnliche gewohnlichen gewohnliches
gewollt gezahlt gleicher gleicht gleichzeitigen gleichzeitiger gleitend globale globally googling graduated granted
great grossere grosste groups guess guessed guessers guesses guessing guide guides gultiger gultiges hacked hackers
hacking handing handshaking hanged hanging hangs hardened harness harvesting haufigste haufigsten hauptsachlich
health healthy heavier heissen herausfinden herausgenommen herauskommen herauszunehmen herbeifuhrte hereinkommt
herstellen herunter herunternehmen heuristic hexadecimal higher hijacked hinausgeht hinausgekommen hintereinander
hinterlegt hinzufugt hitching hitting homepage honestly hoping hundert hunderten hyphens ideas identification
identifier identifiers identifies identifizieren identifiziert identisch illegally image images imitate impacts
impersonated impersonates implementiert implicit imported imprint inaccurate inaktiver inaktives incapable incidents
included including income inconsistent incorporate indications indicators individually inexistent infinite infiziert
infizierte informer infraction infringe ingest inhabitants inheritance inherited inhibited initialization initialize
initiates initiating injecting inkorrekt inline inner inneren insecure inserted insiders inspecting installation
instanced instant intact integrated integration intent interacting interaction interdiction interfaces intermittent
international internationalized internem interpreting intranet introduces intrusion invited inviting invoice
invoices invoking irgendeine irgendeinen irgendwie jedermann jedermanns jemandem jenseits jetzige jeweils joins
jumps kaputter kennzeichnen keyboard killed kilobytes kleinste knows kodieren kodierte komprimieren konfiguriert
konform kostenlos kostenlosen kriminelle kritisch kryptographischer kryptographisches labeling labelling labels
lacking langeren langerer langsamen langsamer laptop lauschen lauscht lautete leakage learns legacy legit legitimier
leichter lengthen lengths lesbaren levering licences liessen lifted lifts lighter likelihood linear linefeed linked
listened listener listens literals littered locals lockern lockout lodged logger logging logins logons logout
lokaler lokalisiert lookalike looped loses macros mailed mailers mailings mailman maintainer managers manchen
mandates mangelhafte mappings markieren markiert maschinell maschinellen maschineller masquerading mathematics
measured mechanisms mehrdeutig mehrerer mehrteilig meisten melding membership mended mending mends mentioning merge
messes metering midnight milliseconds mining misbehaving misdirected missbrauchen missbraucht misses missgluckt
misslang misslungen misspelt misstraut misstrauten mistreat misunderstanding mitgegebene mitigate mitigation
mitlesen mitschreiben mittlerweile mochten modem moderation moderiert modifier modulo moments monatelang monatliches
month mounted muted mutual mystery nacheinander nachgeschlagen nachgesehen nachschlagen nachsehen nachster
nachtlichen nachweislich nachzusehen naked native nebeneinander negotiate negotiated negotiating nesting neueres
neuesten newer newest newlines newly newsletters niedrige niedrigem niemandem niemanden nirgendwohin nodes nonempty
nonmember nonpayment nonsense notebook notice noting numerical objectionable occurrences offenen offener offenes
offensive offentliche offnete offset online origin originators origins others outage outbreak outputs outsiders
outwards overdue overflow overlong overly overriding overrun oversight overwritten owing ownership packets panel
panels panic panicked panicking parallele paralleler parentheses parenthesis parsed parsing partition partners
passende passenden passender passendes passiert passive passwords patches pause peculiar penalty pendant periods
permitting permutations persistente persons perspective phony photos pickup pictures pipeline piping pixel
placeholder platform pleased plugin plugins poisoning polite pools portals ports poses posing possibles posted
postmark postmasters precede precondition prefers premature prematurely premises pressed pressing pressure presume
pretty preview print printable printers prints prison prisons privacy privaten privater privileged probation
probehalber probiere probing proceeds proclaim product project projects promised promises prongs proposals prospects
protocols proton prove provenance proves providers proxies prufbar prufenden publishes punctuation purported
purports quantities querying question questionable queues quittiert quotas quotation quoting raise randvoll ratio
reacted reacting reactivate readable readers reads reagiert reagierten realized realm receivers rechnen rechnet
reconnected recorded recuperation recurrent recursion recursions recursive redirects referenced referencing regexp
registers registrar registrieren registriert registrierte relax relocated remained remark remembered remembers
removes renewed reopened repeat repeats replicated replied replies replizieren represents reputations repute
rescheduled research resembles reservierte resets respects responses restarting restrictive restricts rests
retrieved retype reused revealed reversed revise reviving rewrites richten richtet richtig richtige richtigen
ridiculous ridiculously rotate rotated routines rundherum salutation sammeln sammelt scale scans scatter schadet
schadeten schadhaft schadlichen schaffen schafft schedule scheduler scheitern scheitert scheiterte scheiterten
schema schickt schizophrenic schlechte schlechten schlechter schlechtere schlechtesten schlichte schliessen
schliessende schliesst schlugen schlussel schools schreibe schreibende schreibgeschutzt schreibt schrieb schrieben
schrittweise schutzen schutzt schwach schweigt screened screening sealed sealing secondary secret secrets seemingly
seitdem selbsttatig selector selectors seltener seltsamen semicolon sendend sendende sendenden sendete sentences
separator shall shaping shipping shortened showed showing sicheres sichtbar signieren signierenden signierender
signiert signierte signierten signiertes silence simplest simultane sites sizes skipping sleeping sliding slips
slots slowdown smells smuggling snippet solcher solches space spaces spammed spanning spatestens speak speaking
speaks spectrum speichert spellings spending spews spite splitting spoil sporadic spread spricht spurbar spyware
staging stale stalwart stammen started startup stating steigen steigern sticky stillgelegtes stolen stopping stotter
straggle strange strangeness strangers streichen streicht strict stuff stuffing stundliches submitted substitute
subsystem succeeds suffered suffix summed supplying surcharge surname surpassed survives suspects suspends
suspension suspiciously swapped switches symbols symptom syntaktisch sysadmin taboos tagelang tagelangen tagliches
tainted talked talker talkers talks tauschen telefonisch telephone templates temporarer temps tenants tentative
terminates terminator terminators terribly theft thieves thinks threads thumbnail tickets timestamp tolerated
tolerieren touched touches trackers trailing training transactions transfer transit transitioning translate
translated translation translations transmitters transmitting traps trash travels triggers triple troubleshoot
trough truncate truncated trusts tunnel typos uberall uberein ubereinstimmt uberflutet uberfullte uberfulltes
ubergangen ubergeben ubergehen ubermitteln uberschrieben uberspringen ubersteht ubertrifft uberwachte ubliche
ublichen umfangreich umgehen umgekehrt umgewandelt umgewandelte umgezogen umgezogene umgezogenes umschreiben
umsetzen umwandeln umzuschreiben unaccepted unattended unbalanced unbeantwortet unbekannten unbekanntes unblock
unblocked unbrauchbar undelivered underscore undesirable unedited unequal unerlaubte unerlaubter unerreichbar
unerwunscht unerwunschten unerwunschter unfamiliar ungefragt ungepruft ungewohnlichem ungewohnlicher unhappy
uninitialized university unknowns unkompliziert unlesbar unlesbare unlicensed unlock unlocked unmatched unmittelbare
unmoglicher unpacking unpaid unprintable unpublished unread unreadable unreal unreasonable unseen unsigned unstable
untainted untersagt unterscheiden unterstutzte untersucht unterwegs unverandert unverschlusselten unvollstandigem
unzulassige unzulassiger unzureichend unzureichender unzustellbar unzustellbare upgrading uploaded urgency urteilt
urteilte usable usurp utility utilize vacation vague validates variables variants variations vector veraltet
verbieten verbietet verbind verborgener verbotene verbotenen verbotener verbotenes verbunden verbundenen verdacht
verdachte verdachtigt verdirbt verdoppeln vereint verfolgen verfolgt verfugbarer vergassen vergeben vergehen vergeht
vergessenen verhalt verifies verifiziert verkleideter verkleinern verlangern verlangert verlangte verlassenen
verlieren verliert verneinende veroffentliche veroffentlichen veroffentlichte veroffentlichten verraten verringern
versagt versandt versandten verschickend verschlossen verschlussel verschlusselte verschlusselter verschrieben
verschriebene verschwinden verschwindet versendend verseucht versiegelte verspatet versprechen verspricht verstanden
verstandigen verstecken verstecktem versuch versuche versus vertauschte verteilen verteilt vertrauenswurdig vertraut
vertrautes vertrosten vertrostet verwehrt verweiger verweist verwerfen verworfen verzeichnet verzichten verzichtet
verzogen viable virtuelle virtuelles voids vollstandiger vorbehalten vorgeben vorgegebener vorgegebenes
vorgeschlagen vorgetauscht vorgeworfen vorkommt vortauscht vorubergehender vorubergehendes vorwarts vouched wachsen
wandeln warns wasting watch watched watches weaken wechseln wechselndem wechselnden wechselt wechselten wegfallen
weggelassen weglassen weigert weigh weighs weights weitergeben weitergegeben weitergehen weitergeleitete
weitergeleiteten weitergeleiteter weitergibt weiterleitenden weiterleitet weiterzugeben weiterzumachen welcomed
weswegen whats whoever wichtigen widerrufen wiederhergestellt wiederkommen wiederkommt wiederzukommen wirkendem
wirkliche wollten wonderfully wording workload worse wrapped wrapper writable years zeitweilig zertifizierter zipped
zitiert zitierte zitierten zitierter zones zugelassene zugelassenen zugeteilter zugewiesener zugleich zuneige
zuordnen zuruckfuhren zuruckfuhrt zuruckgeben zuruckgegebene zuruckgegebenen zuruckgehalten zuruckgenommenes
zuruckgezogen zuruckholen zuruckkommt zuruckschickt zurucksetzen zuruckzusenden zusammenfassen zusammenpassen
zustande zustellbar zustellen zustellt zustimmen zustimmende zuzulassen zuzustellen zweimal zweiter zweites zwingend
`,
);
