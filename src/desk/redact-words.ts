/**
 * Words of our own advice (data/texts), which stay where a recipient happens to be called so: the sentence is ours and tells nothing of him.
 * Words that refusals use too stand in explain/say/withhold-addresses-vocabulary.ts.
 */

/** Small letters without accents, three letters or more. */
export const ADVICE_WORDS: ReadonlySet<string> = new Set(
  `
aber abfrage abfragen abgemeldet abgeschafft abgeschnitten ablehnen ablehnt ablehnte ablehnung ablehnungen abmelden
abrufbar abschließenden absendern abweisen abzuwarten act added adds administration adresseintrag age ago agrees
aktualisieren alarm alarme alerts algorithmen algorithms alle allein alles alone alt alte alten alter altere
alternative alternativtext although always among amp anbieten anbieter anbieters anbietet andere anderem anderen
anderer anderes andern anderswo andert anderte anderung anderungen anderungsplan anerkannt anew anfang
anfuhrungszeichen angabe angaben angeben angebot angeboten angegeben angegebenen angekundigt angemeldet angemeldete
angemeldeten angesehen angle angreifer ankommt anlegen anmeldungen annehmbar annehmen annimmt announce announced
announces ans ansehen anstelle answered antwort antworten antwortet antwortete anwendungskennwort anybody anything
anywhere anzusehen applies archiv archives around arrive arrives art arten asked asking asks attacker attribut
attribute auch audit audited audits aufbau aufbewahrt aufhebung aufnehmen augenblick ausgangsserver ausgefuhrt
ausgefullt ausgetragen ausliefern ausnahme ausrufezeichen aussieht ausstellen aussteller ausstellers austragung
ausweisen auswertung auszutragen authenticates authenticator authority auto autoconfig autodiscover automatic
automatische außen außer außerhalb bcc beantworten beantwortet becomes bedeuten bedeutet beenden beendet befehl
befehle befragen befund befunde begin beginnen beginning beginnt begins begrußt begrußung behalten behandeln beheben
behind behoben beide beiden beides bekommen bekommt belongs benutzen benutzern benutzernamen benutzt beobachtet
bereich bereichs berichte berichtige berichtigen berichtigt berichtigte berichtigten berichtigung beschreibt
beschwerden beside besitzer besorgen besser bestand bestatigen bestehen besteht besten bestimmt betreff betreiber
better between beurteilt bevor beweisbar beweist bewertet bezeichnet bibliothek bieten bietet bild bilder
bildzeichen bimi binnen bis bits bitten bittet blanks bleiben bleibt blieb bloße brackets brauchbaren brauchen
braucht break breaks brechen bricht brief bringen broke browser browsers buchstabe buchstaben button byte caa calls
came caniemail capitals carry causes cell certificates changes choose chosen cid circles clean clear click clock
close closes colour comes comma commas comment comments compare compared compares compression conditional connects
consent converted copied copy corrected cost costs counted counts cover covers cpanel critical cut cve dafur daher
dahin dahinter damit danach daneben dann daran darauf daraus darf darin daruber darum darunter dashboard dass
dasselbe datei dateien daten dates datum dauert davon davor dazu dazwischen deceit decide decides deckt deep deeper
default defines delegation delete delisting demand demands demselben denen denies denn denselben depends deren
deretwegen derselbe derselben describes deshalb dessen deswegen dienste diensten dies dieselbe dieselben differ dig
digest digit digits disposition doch doctype dokument domainkey domainname done doppelpunkt doppelt dort dorthin dot
draft durchgeht durfen each edns effect eigene eigenen eigener eigenes eine einem eines eingebettet eingerichtet
eingetragen einige einigen einmaliges einrichten einstellung einstellungen eintrage eintragen eintrags einzeln
einzelne element elemente elements else elsewhere embedded eml emoji empfangenden empfangern encode encrypt ende
enden endet endkunden ends endung enforce english enter entfernen entfernt entfernte enthalten entscheiden
entscheidet entsteht erfahrt erfullt ergebnis erklart erklarung erlauben erlaubten erledigt erneuern erneuerung
erreichen erscheint ersetzen erst erste ersten erzeugen etc etwa etwas eval evaluated even ever every everybody
everyone everything everywhere evidence exactly exclamation exclude exclusion expanded expires explain expn export
exportieren extended factor faktor fallen fallt falsche falschen falschung fand fanden farbe feed fehlen fehlende
fehlender fehlerberichte feld felder feldern feste fetch fetched fewer filled fills filtern finden findet finding
findings finds fine fit fits five folders folgen folgt folklore followed follows font force forgotten form forms
formular formulare forwarder forwarders four fqdn frage fragen fragenden fragt fremde fremden front fugen fuhren
fuhrt gab gabe gaben ganz ganze ganzen ganzes gar gateways geantwortet gebaut geben gebeten gefalschte gefragt
gefragte gegen gegenstellen geheimnis gehen geholt gehoren geht geladen gelesen gelten gemacht gemeint gemeldet
gemerkt gemessen genannt genannten genau genommen genugt geoffnet geparkt gepruft gerade gerat geraten gesagt
gescheiterte geschieht geschrieben gesehen gesprochen getroffen gets geurteilt gewahlt gewicht gewohnliche gewollt
gezahlt gezeigt gilt ging give gives gleich gleicht gnutls goes good greets grenze grenzen grep großbuchstaben große
großen großer grund gultige gultigkeit gut gute guter habe hacked half halt halten hand handeln hangen hangt happens
hardly head heißt helps heraus herausfinden herunter heute heutige heutigen hidden hide hides hielt hilft hinaus
hineingesehen hinter hinweis hinzu hinzufugen hinzufugt hochstens holder holds holen hostnamen hyphens iana ich
identifier ids ignored ihm ihn ihnen ihren immer include included includes inhaber innerhalb ins insgesamt install
invisible issuemail issuer jahr jede jedem jeden jeder jedermann jedes jemand jemanden jetzt join json judge kam
kaum keeps keinem keiner keines kennen kennt kennung kept kette kind kinds klammern kleinere klick knopf knows
kodieren kodiert kodierte kodierung komma kommas kommen kommentar kommt kompression konnen konnten konten kopf kopfs
kopieren kosten kostet kreis kritisch kunden kurz kurzen kurzer laden langer langsam langsamer language lassen lasst
lasts latin lauf laufen lauft lead leads least leave leaves leer leere leeren leerraum leerzeichen legal legen
lehnen lehnt leiten leitet lesbar lesbare lesen leser less let lets letzte letzten library liegt liest ließ lift
listen little living loaded loading logo logos logs looked loschen loschung loses lower machen macht macros
mailhosts mailprogramm mailprogramme mailprogrammen mailservers mailsystem mailto makes makros man manche manchen
marke markieren markiert marks massenmail master matters mean meaning means meant measured megabyte mehrere mehreren
meine meist meisten melden meldet meldung meldungen mend mended menge mensch menschen merge merken merkt mindestens
mir mischt misslingt mitteilen mixes modern modifier modus moment monitoring most mostly move muss musste
mydestination myhostname mynetworks nach nachdem nachgesehen nachsehen nachste nachsten nahm namens names neben
nehmen nein nennen nennt netz netze netzes neu neuen neuer neues neueste neutral neuverhandlung newer newest
newsletter next nichts niemand niemandem niemanden nirgends nirgendwohin note notes nothing notice notify notig
notiz nowhere nutzen oauth oben oberflache obwohl octet offen offene offentlich offentliche offentlichen offer
offers offnen offset oft oktett oktette older once ones openssl operator ordinary ordner ordnung ort others
otherwise outdated owns packen pages panel parent parted passen passes passt passwords passworter paste pause pct
pdf pem personen personliche pfad phishings phone php picture pictures places plan platz platzhalter plug port ports
postconf postfachanbieter postfacher postfachs postqueue precedence press printable prioritat priority privaten
probe profile program programm programme programms programs protects protocols protokoll protokolls proven proves
providers prufen prufungen psd publish published publishes punkt punkte punkten purpose quellen quelltext question
questions quotation quoted quotes rahmen raise ranges raten reader readers reads really receivers recht recursive
redirect redirects references refresh refusal refusals regel registrar registration registrierung registry
reihenfolge reinen rekursiven relaxed relayhost remembered remembers removes renegotiation renew renewal renewed
repair repaired repeats replace replies resolvers rest rests rewrite richten richtig richtigen roa role rolle root
round rpki rpt rsa rtt rua rucklaufer ruckmeldung ruckmeldungen ruckweg ruckwegs ruf rufen runs sagen sagt sahen
sammeln satze saw schaffen schalten scheitern scheitert scheiterte scheiterten schicken schickt schlagen schlecht
schließen schließt schlussel schlusselaustausch schlusseldatei schlusseln schlussels schon schreiben schreibt
schreibweise schrift schriften schritt schutzt schwacher screen scripts seals search secondaries secrecy secret seen
sees sehen sein seine seinem seinen seiner seines seit seite seiten sekunden selben selbst selbsttest selector
selectors selektor selektoren semicolon semikolon sende sendedienst sendedienstes sendende sendenden sendet senken
serves sets setting setzen setzt sha shall share shared sheet shop shorten show shown shows sicher sichtbar siegel
sieht signaturen signatures signer signieren signierenden signierer signiert signing signs sitzungen skript skripte
slowly small smaller soa sobald sofort sogar solange solche solchen soll sollen sollte somebody something somewhere
sonst sorgen sources spaces spamordner speak speaks specifications speichern spelling sperre sperren sperrt spitze
spitzen spoken sprache sprechen spricht srs srv stand stands starten statement statt stattdessen stays stehen stelle
stellen stellt step still stimmen stolen stop storung strangers strict strings stsv stunde stunden style stylesheet
subdomain submissions submitted suchen sucht suffix sure survives svg switch tabelle tabellen tables tage tagen
tages taglich tags tauschung teil teile teilen telefon tell tells template templates term terms testeintrag textes
theirs them themselves then thing things those though three ticket tief tiefer times tiny tippen titel title tlsrptv
together tokens told tools top total tracking tragen tragt transfer traps treat trifft trotzdem ttl tun turns tut
twice two txt uber uberall ubergangen ubergehen ubergeordnete ubersteht uberwachung ublich ubliche ubrig ubrigen
umgezogen umschlagabsender unbound understand unless unmittelbar unser unsere unseren unseres unsubscribe unten
unterscheiden unterschrieben unterschrift unterwegs unverschlusselt unzustellbarkeitsbericht ups ursache urteil
usable usual usually validator validiert varianten variants veraltete verandert verbergen verbietet verbinden
verbindet verbirgt verborgen verfahren verfolgt vergeben vergessen vergleich vergleichen vergleicht verifies
verlangen verlangt verliert verlinken verloren verneint veroffentlichen veroffentlicht veroffentlichten verrat
verraten verschachtelt verschicken verschickt verschiedene verschluckt verschlusselt verschlusselte verschlusselung
verschwunden versionen versions verstanden versuch versuche vertrauenswurdig vertraut vertrostet verwenden verwerfen
verzeichnis viel vielen vielleicht view visible void volle vollen voller volles vor vorbei vorerst vorgang vorher
vorkommt vorlage vorlagen vrfy wahlen waits wann ware warten wartet warum watched way waypost ways weaker webhook
webhooks webmail webseite webserver wechseln weder week weeks weg wege weggelassen weglassen weight weisen weist
weiter weitere weitergeleitet weitergeleitete weiterleiten weiterleiter weiterleiters weiterleitet weiterleitungen
weiß welche welcher welches wenig wenige weniger wenn went wer wert wessen whatever where whether whoever whole whom
whose why width wie wieder wiederholen wiederholt wiederholungen wildcard wir wirklich wissen woche wochen wohin
wohl wohlgeformt work worked workspace wort worte worten worter wortern writes written wrote wunsch xml yahooinc
year yes yours zahl zahlen zahlt zehn zeichenketten zeichensatz zeigen zeigt zeile zeilen zeilenumbruch
zeilenumbruche zeiten zelle zertifikat zertifikate zertifikats zertifikatsdatei zertifizierungsstelle ziehen ziel
ziffern zonendatei zugleich zulassen zuletzt zuruck zuruckfuhrt zuruckkommt zusammen zustande zustellbar zustellen
zustimmung zuzulassen zuzustellen zwei zweimal zweite zweiten zweiter zwischen
`
    .trim()
    .split(/\s+/),
);
