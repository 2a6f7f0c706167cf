/**
 * Common words of English and German prose that no person is called by: what servers and their programs write around the words of refusals
 * (withhold-addresses-vocabulary.ts). They were checked against lists of first names; those that are family names, too, were left out.
 */
import { WordList } from '../../base/word-list.ts';

/** Small letters without accents, three letters or more. */
export const PROSE_WORDS = new WordList(
  `
aber ablauf abrufen abschalten abschicken abschnitt absendern abstand accident accidental accidentally accordance
according accordingly achieve achieved achten acknowledge across acting actions actual actually adapted adding
addition additionally adequate adjust adressbuch adresszeile advance advice advise advised affect affected afraid
afterwards agree agreed agreement ahead ahnlich aktivieren aktualisiert aktuell aktuelle aktuellen akzeptieren
allein allem aller allerdings alles allgemein allgemeine allgemeinen allocate almost along alternatively although
altogether always among ander andere anderem anderen anderer anderes andern anfang anfrage anfragen angabe angaben
angefordert angeforderte angegeben angegebene angegebenen angehangt angezeigt anhangen anlass annahme annehmen
anpassen anschliessend anschrift ansonsten ansprechpartner antwort antworten antwortet antwortete anweisung
anweisungen anymore anyone anything anyway anywhere anzahl anzeigen apart apologies apologize apparent apparently
appearance applied applies apply applying appropriate approve approximately arbeit arbeiten arbeitet arbeitsspeicher
aren arrange arrival arrive arrived arrives aside asked asking asks assume assumed assure attention auch aufgabe
aufgeben aufgefuhrt aufgetreten aufheben aufmerksam aufruf aufrufen auftrag auftreten augenblick augenblicklich
ausfuhren ausfuhrliche ausfuhrung ausgabe ausgefuhrt ausgegangen ausgehend ausgelastet ausgelost ausnahme
ausreichend aussen ausser ausserdem ausserhalb automated automatic automatically automatisch automatische
automatischen automatisierte avoid avoided await awaiting aware baldigen bearbeiten bearbeitet bearbeitung became
become becomes becoming bedarf bedeutet bedingung bedingungen beenden beendet befehl befehle befinden befindet began
begin beginn beginnen beginning beginnt begins behandelt behave behebung behind behoben beide beiden beinhaltet
beispielsweise bekommen believes belonging belongs bemerkt benachrichtigung benachrichtigungen benotigen benutzen
benutzern benutzt beobachtet bereich bereits berichtigen beruht beschrankt beschrankung beschreibung beseitigen
besides besitzer besitzt besonders besser bestatigen bestatigt bestatigung bestehen besteht bestellung besten
bestimmte bestimmten betreff betreffen betreffend betreffende betreffenden betreiber betrieb betrifft betroffen
betroffene betroffenen better between bevor bezeichnung beziehungsweise bis bisher bleiben bleibt bottom bought
brauchen braucht break breaking breaks briefly bring broke browser build built buying bzw calculate came capable
careful carefully caught caused causes causing caution central certainly changes changing choice chosen
circumstances clarify clean clear cleared clearly click clicking closely collected collection combination combined
comes comment comments committed commonly communicate communicating compare compared comparison compatible complain
completed completely component compute computed concern concerned concerning conclude condition conditional
conditions conduct confident confirming conflict confuse congestion connects consequence consequently consider
considering consist consistent consists constantly constraint consult contacting continued continues continuing
contract contrary contribute convenience convert converted copies copy correction corrections cost couldn counted
counter counts course cover covered covers creates critical cut dabei dadurch dafur dagegen daher dahinter damit
danach daneben dank danke dann daran darauf daraus darf daruber darum darunter dass dasselbe datei dateien daten
dauer dauerhaft dauerhaften dauert davon davor dazu deaktivieren dealing dealt decide decided decides decision
declare declared decoded decrease deeply default defaults deferral define defines definiert definite definitely
definition degraded dein deine deinem deinen deiner delays deleting deliberate deliberately demand demnachst denen
denial denies denn dennoch depend depending depends deren describe described describes description deshalb desired
desktop despite desselben dessen destinations deswegen detailed detecting determined deutlich develop developed
devices diagnosis diagnostics dienste diensten dies dieselbe differ difference differences difficult difficulty
digits directed direction directions direkt disable disagree disappear disconnect discovered discussion dispatch
display displayed displays distribute distributed divided doch documented documents doing done doppelt dort doubt
download dringend dritte dritten duplikat duration durchgefuhrt durfen duty each earlier earliest easily easy
ebenfalls ebenso edit effect effective effort eigene eigenen eigentlich eight einem eines einfach eingabe eingang
eingegangen eingehalten eingehende eingehenden eingerichtet eingeschaltet eingeschrankt eingetragen eingetroffen
einige einigen eins einschliesslich einstellung einstellungen eintrage einzelne einzelnen elapsed elektronisch
elektronische elektronischen element eligible eliminate elsewhere embedded emergency empfang empfangenen empfangern
empfehlen empfiehlt employ enable encode encounter encountering ending ends enforce enhance enhanced enjoy ensure
ensuring enter entering entfernen entfernt entfernte entfernten entgegen enthalten entire entirely entitled
entnehmen entpackt entscheidung entsperren entsprechen entsprechend entsprechende entsprechenden entspricht
entstanden entweder environment equipment equivalent erfahren erfolgen erfolglos erfolgreich erfolgt erforderliche
erforderlichen ergeben ergebnis erhalten erhohen erkennen erklarung erlauben ermitteln ermittelt erneuten erreichen
ersetzt erste erstellen erstellt ersten erwartet erweitert erzeugt escape especially essential establishing estimate
etwa etwas evaluate evaluated even evening event events eventually eventuell everybody everyone everything
everywhere evidence exact exactly examination examine examined examples exceptionally exclude excluded excuse
execute executed execution exiting expand expanded expect expecting expects experience experienced experiencing
expiration expires explain explained explanations explicit explicitly express expression extend extended extends
extent extra extremely facility fact factor fairly falls falsche falschen familiar faster fatal faults faulty
feature features feedback fehlen fehlende fehlenden fehlerhaften fehlermeldung fehlern fehlschlag festgelegt
festgestellt festplatte fetch fewer filled finally finden findet finding finds finish finished finishing firstly
five fixing flag folgend folgende folgendem folgenden folgender folgendes followed follows forget form formal forms
formula formular fortunately four fourth frage fragen freigabe freigegeben freigeschaltet frequent freundlichen
fruher fuhren fuhrt function functional functions funktion funktionieren funktioniert furthermore gained ganz ganze
ganzen geben gebeten gebracht gedauert geeignet gefahr gefahrlich gefallen gefiltert gefolgt gefordert gegeben
gegebenenfalls gegen gegenstelle gegenwartig geheim gehen gehoren geht gekennzeichnet gekommen gelesen gelingt
geloscht gelost gemacht gemass gemeinsam gemeldet genannt genannte genannten genau genauer genauere genehmigt
generally generate generates generating generell genommen genuine genutzt geoffnet gepruft gerat gerate gerne gesamt
gesamte gesamten geschaltet geschehen geschickt geschrieben geschutzt gesehen gesendete gesendeten gesetzt gesperrte
gestartet gestellt gestern gestoppt gesucht getan getestet gets gewahlt gewesen gewisse gewissen geworden gewunscht
gezeigt gilt give gives gleich gleiche gleichen gleichzeitig goes gotten grateful greatest greeted greetings grossen
grosser growing grown grunde grunden guarantee guaranteed guidance guideline gultige gultigen guten habe half halt
halten handed handelt handles handling hangt happen happened happening happens hardly harmful hasn hatten haufig
heading hear heard heavily heisst helfen helpful helping helps hence herausgefunden hereby herunterladen hesitate
heute hide hierbei hierfur hiermit hierzu highest highly hilfe hilfreich hinaus hinter hinterlassen hinweis hinweise
hinzu hinzufugen hinzugefugt hochstens hoflich hohe hohen holding holds hopefully however hundreds idea ideal
identify identifying identities ignore ignored ignores ihm ihn ihnen ihren imagine immediate immediately immer
impact implement implementation implies imply importance important impose imposed improve improved inability
inadequate include includes incomplete inconvenience increase increased increases increasing indeed indem
independent indicate indicates indicating indication individual infolge inform informed informiert informs inhalte
inhalten inherent initially initiate initiated initiative innerhalb innocent inquire inquiry insbesondere insgesamt
insist inspect inspection install installed instance instances instantly instruct instructed instruction
instructions intend intention interact interest interested interesting interface interfere interim internally
interrupt interval intervals introduce introduced investigate investigating investigation invitation invite involve
involved involves inzwischen irgend irgendein irregular irrtum irrtumlich issued item items jede jedem jeden jeder
jederzeit jedes jedoch jemand jene jetzt jeweilige jeweiligen join joined journal judge judgement jump kaum keeping
keeps keinem keiner keinerlei keines kennung kept kernel kindly kinds kleiner klicken knew knowledge kommen kommende
kommt komplett konnen konnten kontakt kontaktieren konten kontrolle kontrollieren korrekte korrekten korrigieren
korrigiert kunftig kurzer kurzlich label laden langerem langsam language largely largest lassen lasst lasting lasts
late lately latest latter laufen laufend laufende laufwerk launch lautet layer lead leading leads learned least
leave leaves leaving led leer leeren legal leisten leistung lengthy lesen less lesser lets letzte letzten letztes
library liefern liegen liegt lies likewise limitation limitations listen listening literal literally loaded loading
located locating logical looked loschen lose losing loss losung lots lower luck machen machines macht mainly
maintain maintained maintains majority makes making manage managed management manager manages managing manchmal
manner manuell mapped market massnahme massnahmen material matter matters maybe mean meaning means meant meantime
meanwhile measure measures medium meeting meets mehrere mehreren mehrfach mehrmals meine meinem meinen meist
meistens melden meldung meldungen menge mention mentioned mentions merely methods mich middle might migrate migrated
migration million mind mindestens minimal minimum miss missbrauch missed mistake mistaken mistakenly mistakes misuse
mitteilung mitteilungen mittels mixed model moderate modern modified modify module modules mogliche moglicherweise
moglichkeit moglichst moment momentarily monat monate monitor monitored monitoring months moreover most mostly
moving muss musste mussten nachdem nachfolgend nachfolgende nachfolgenden nachste nachsten nachtraglich naher nahere
namely namens names namlich naturally nature nearby nearest nearly neben necessarily needing needless nehmen nein
nennen netz netze netzwerk neuem neuen neues neutral nevertheless next nichts niedrig niemals niemand nirgends
nochmal nochmals nonetheless normalerweise normally notably notes nothing noticed notices notification notifications
notified notify notifying notig notwendige nowhere numbers numeric numerous nummer nun nunmehr nutzen nutzern nutzt
nutzung obey object objects obligation observe observed obtain obtained obtaining obvious obviously obwohl occasion
occasional occasionally occupied occur occurring occurs odd offen offenbar offensichtlich offentlich offentlichen
offer offering offers official officially offnen oft older oldest omit omitted once ones ongoing onto opening opens
operate operated operates operating operational operations operator operators opinion opportunity opposite optional
options ordinary ordner ordnungsgemass organisations organizations original originally originate originated
originates otherwise ourselves outcome outdated overall overnight override overview owners owning owns package
packet pages paid paper paragraph parent partial partially participate particular particularly parties partly passes
paste patient patterns paying payment percent percentage perfect perfectly perform performance performed performing
performs perhaps periodic periodically permits persist persistent persists personally personlich personliche
personlichen pflicht phase phone physical pick picked picture placed places placing plan planned planning plausible
plotzlich pointed popular portal portion positiv possibility postausgang posteingang postpone postponed practical
practice practices precaution precise precisely prefer preferably preferred prefix preparation prepare prepared
presence presented presenting preserve press presumably prevented preventing primarily principle printed priority
privilege privileges probe probieren problematic problemen problems procedure procedures proceed processed processes
produce produced produces production products professional program programm programme programs progress prohibit
prolonged promise promptly properties property proportion propose proposed protecting protects protokoll proven
provides providing provision provisioned prozess prudent prufen pruft publication publicly publish published
publishing purely purpose purposes pushed puts putting qualify quality quantity quelle queries questions quicker
quite quoted raised raises random randomly ranges rapidly rare rarely rather rating reaches reaching react reaction
realise reality realize really reasonable reasonably recall recheck rechte rechtzeitig recommend recommendation
recommendations recommended recommends reconfigure reconnect reconsider recover recovered recovery redirect
redirected reduced reducing reduzieren refers reflect refresh regard regarded regardless regards regel regelmassig
regions register registering registration registry regret regular regularly regulations reichen reicht related
relates relating relation relationship relative relatively release released reliable reliably relies reload rely
remain remainder remaining remains remedy remember remind reminder remotely removing rename renamed renew renewal
repair repaired repeatedly replace replaced replacement replacing replicate replying represent represented
representing reproduce requesting requiring resending resent reserve reserves reside resides respect respective
respectively responds responsibility rest restart restarted restore restored restrict restricting resubmit resulted
resulting resume retain retained retrieve returning returns reuse reveal reverted reviewed reviewing revised revoke
rewrite rewritten rigorous risks role roles roughly routed ruckmeldung rucksprache running runs safely safety sake
samples samt samtliche satisfied satisfy saved saving saying scanned schalten scheduled scheint scheme schicken
schlagt schlecht schliessen schliesslich schlug schon schreiben schreibfehler schreibweise schritte schwarze
schwerwiegend scope scores scoring screen scripts search searched searching sections secured seeing seem seemed seen
sehen sehr seien seine seinem seinen seit seite seiten selber selbst select selected selecting selection sendet
sendung sensible sensor sentence separate separated separately serial series serious seriously serves serving
setting seven severe severely severity share shared sharing shortage shorten shorter shortly shouldn shown shows
shutdown sicher sichere sicheren sicherheit sicherheitsgrunden sicherzustellen sides sieht signal signals signatures
significant significantly signing signs silent silently similarly simple simpler simply simultaneously situation six
sized skipped slight slightly slowly smaller smallest smooth sofern sofort softly sogar solange solche solchen sole
solely sollen sollte sollten solution solutions solve solved solving somebody somehow someone something sometime
sometimes somewhat somewhere sondern sonst sonstige sooner sorgen sorts sought sounds sources soweit sowie sowohl
spatere spateren special specifically specification specifications specifies specify specifying speed speichern
spell spelled spelling spent sperre sperren sperrung spezielle split spoken spot sprechen stable stammt standig
standing stands starten starting starts state stated statement states statistics statt stattdessen stay stayed
staying stays stehen stelle stellen stellt step steps still stop stoppen stops stores straight strategy strenge
strength stricter strictly strings stronger strongly stuck stunde stunden style subdomain subjects submissions
submits submitting subscribe subscribing subscriptions subsequent subsequently substantial succeeded success suche
suchen sudden suddenly suffer sufficiently suggest suggested suggestion suggestions suggests suitable suite suites
sum summary supplier supply supporting supports suppose supposed suppress sure surely surprise surrounding sustained
switch switching symbol sync synchronize systemen systems tables tagen taglich tags taking talking targeted targets
task tasks tatsachlich tech technically technique techniques technischen technischer teil teile teilen teilt
teilweise tell telling tells temporare tend term terminal terminate terms tested texts thank thanks theirs them
themselves then therefore thing things think thinking third thirty thorough those though thought thousand thousands
threat threats three throughout throw thrown thus ticket tight tightly timely times timing tiny tippfehler title
together tokens told tomorrow tonight tool tools top topic total totally toward towards track tracked tracking
transcript transferred transferring transform transition transmit transmitted transparent treat treated treten
trigger triggered triggering tritt trotz trotzdem true truly turning turns twice two typed typical typically typing
typo uber uberhaupt uberlastet uberprufen uberpruft uberschreiten ubertragen ubertragung uberwacht ublich
ublicherweise ubrig ubrigen ugly ultimate ultimately umfasst umgehend umgeleitet umgestellt unabhangig unallocated
unauth unavailability unaware unbedingt uncertain unchanged unclear unconfirmed undergo underlying understand
understood undesired unerwartet unerwarteter unfortunate ungefahr ungelesen ungewohnliche ungewunschte unhandled
unidentified uninstall universal unless unlike unlikely unlimited unlisted unmittelbar unmoglich unnecessary
unrecoverable unreliable unresolved unsent unsere unserem unseren unseres unspecified unsuccessfully unsuitable
unterhalb unterlassen unternehmen unternommen unterschied unterstutzen unterstutzt unterstutzung untersuchen
unusually unverzuglich unvollstandig unwilling upcoming updated updates updating upgrade upgraded upload upper
uptime urgent urheber ursache ursachen ursprunglich ursprungliche ursprunglichen useful usual usually validating
validity values variable variant variety various vary vendor verandert verantwortlich verantwortlichen verarbeiten
verarbeitet verbessern verbinden verbindet verbleibt verborgen verbose verbot verbraucht verdachtig verdachtige
verfahren verfasst verfugbare verfugung vergangenen vergessen vergleichen verhalten verhindern verhindert verlangen
verlangt verlassen verlauf verletzung verloren vermeiden vermutlich veroffentlicht verschicken verschickt
verschieben verschieden verschiedene verschiedenen verschlusselt verschwunden versehen versehentlich versenden
versendet versendete versions verstehen versteht verstoss versuchte verursacht verwalten verwaltung verwenden
verwendete verwendeten verwendung verzeichnis verzogert verzogerung vielen vielleicht vier view viewed violate
virenscanner visible visitor visitors vollstandig vollstandige vollstandigen volumes voraus vorausgesetzt
voraussetzung voraussetzungen voraussichtlich vorbei vorbereitet vorerst vorfall vorgang vorgange vorgeschrieben
vorgesehen vorhandene vorher vorige vorkommen vorlaufig vorliegen vorliegt vornehmen vorschriften vorsicht
vorubergehende vorubergehenden vulnerable wahrend wahrscheinlich waited waits waren warned warnings warrant warten
warteschlangen wartet warum wasn ways websites weder weekday weekend weekly weeks weg weicht weight weird weisen
weist weit weiter weitere weiteren weiterer weiteres weitergeleitet weiterleiten weiterversuchen welche welchem
welchen welcher welches weltweit wenden wenig wenige wenigen weniger wenigstens wenn went wer werde werte wesentlich
weshalb whatever whenever where whereas whereby wherever whether whichever whole whom whose why wichtig wichtige
widely widerspricht width wie wieder wiederherstellen wiederholen wiederholt wiederum wieso wieviel wildcard willing
willkommen window wir wirklich wished wishes wissen withdraw withdrawn withhold wobei woche wochen wodurch wohl
wollen wollte womit won wonder wondering woran worked worker workers workspace world worldwide worried worst wouldn
writer writes written wrote wunschen yesterday yours yourselves zahlen zahlreich zahlreiche zehn zeigen zeigt zeile
zeilen zeitlich zeitpunkt zeitraum zeitweise zentral zertifikat ziele zielrechner ziemlich zogern zudem zufallig
zugang zugeordnet zugewiesen zugriff zugriffe zukunft zukunftig zulassen zulasst zuletzt zuruck zuruckgegeben
zuruckgesandt zuruckgeschickt zuruckgestellt zusammen zusammengefasst zusammenhang zusatz zusatzlich zusatzliche
zusatzlichen zustand zuviel zuviele zuvor zwar zwecke zwei zweite zweiten zwischen zwischengespeichert
zwischenzeitlich
`,
);
