/**
 * Words of refusals, from the wordings in data/rejections: what three or more of them say, without the names of people. A word that does not stand
 * here may be the name of somebody. A name that is taken off the list is withheld at once; one that is put on it is shown.
 */
import { WordList } from '../../base/word-list.ts';

/** Small letters without accents, three letters or more. */
export const REFUSAL_WORDS = new WordList(
  `
aaaa aan aangemerkt aantal abgebrochen abgelaufen abgelehnt abgeschaltet abgewiesen able abonne aborted about above
absender absenderadresse absenderdomain absenderdomane absenderkonto absenders absent abuse abuseat abusive abusix
accept acceptable accepte accepted accepteert accepting accepts acces access accessible accetta accion account
accounts aceita acepta actief action activated active activity actuellement add additional addr address addressee
addressees addresses addresss adiada adjunto admin administrative administratively administrator adr adres adresa
adresat adresata adresatow adrese adresi adresie adresini adresiniz adress adressat adressaten adresse adressen
adresu adsl advertised advertising adı afgeleverd afgewezen after afzender afzenderadres afzenders again against
agent agotado akceptuje aktif aktion aktiv akzeptiert alanı alcanzado alert alguns algılandı alias aliases aliasing
aligned alignment all alla alleen allegato allocated allocation allow allowable allowance allowed allowlist allows
almacenamiento alojado already als also alternate alıcı alıcının alıcıya alındı amavis amazon ambiguous amount
amounts ancora and anda anexo angav angenommen anhang anhange anlage anmelden anmeldung anonymous another answer
answering answers anti antispam antivirus anvandare anvandaren any aol aparece apenas api app appears append apple
application approval approved apr aqui arc archive archived archivo are argument arguments armazenamento arpa
arquivo ascii ask askıya assente assigned assistance associated astı astınız asıldı asımına atingido atingiu att
attach attached attachment attachments attack attacks atteint atteinte attempt attempted attempting attempts attiva
attr aucun aucune auf aufgebraucht aufgegeben aufgelost aufgrund auflosbar aug aup aus ausente ausgehende
ausgeschopft ausschliesslich autenticacao autenticacion autenticar autenticarse autenticarsi autenticato
autenticazione autentificacion autentisering auth authenticate authenticated authenticatie authentication
authentification authentifier authentifizierte authentifizierung author authorised authorization authorized
authrequired autoris autorise autorisee autorises autorisiert autorizad autorizada autorizado autorizados autorizzat
autorizzato autoryzacja aux available avec average avez avsandaradressen avsandare avsandaren avvisades avvisat away
azami back backend backscatterer bad badly badmailfrom baglantı baixa baja ban banned bare barracuda
barracudacentral barred basarısız base based basic basura bay bayes bayesian bdat because bedzie been before behalf
behavior behaviour bei beim being bekannt bekleme beleid believe belong below benotigt benutzer benutzerkonto
benutzername berechtigt berechtigung bereikt bericht berichten berichtgrootte beschikbaar best bestaat bestanden
bestandstype bevat beveiligde bevoegd beyond bezorgd bezorging big bigger bij bijlage bilinmeyen bilinmiyor bin
binary bir bit bitmime bitte black blackhole blackholes blacklist blacklisted blacklistee blacklists blad blank ble
blev blocat bloccata bloccato block blocked blockerad blockiert blocking blocklist blocklisted blocks blokovana
bloque bloqueada bloqueado bloqueados bloquee bloqueo bloqueou bloques body bogofilter bogus boite bomb book both
botnet boucle bounce bounced bounces boundary box boyut boyutu brak brevladan brievenbus broadband broken bruger
bucle bulk bulunamadı bulunamadıgından bulundu bulunmuyor busy but buyuk buzon byl byla bylo bytes bład błedny
cabecera caducado caixa call callback called callout cambiado cambiato can canceled cancelled cannot cant cap
capacity car caracteres carries case casella casilla casovy cassetta casuta causa cause cbl cerrada certain
certificate cest cet cette cgi chain challenge change changed channel character characters chars charset check
checked checker checking checks cheia chiusa chiuso chkuser chunking chwilowo chyba chybi ciclo cifrada cifrado
cifrata cim cime cimzett cinza cipher ciphers circle cisco claim claimed claiming claims clamav clasificado
classificada classificato classified client clients closed closing cloudflare cloudmark clueless cmsmtp cname coda
code codes codigo coincide cok cola collect colon com comando comcast come coming command commands comme commercial
common commtouch communication community como company complaint complaints complete compliance compliant comply
comprobacion compromised compte computer con concurrency concurrent conectar conexao conexion conexiones conexoes
config configurado configuration configured confirm confirmation confirmed conform conformant conforming connect
connected connecter connecting connection connections connector connessione connessioni connexion connexions
consegna consentit consentita consentito considerada considerado considere considered consta consumer conta contact
contacts contain contained containing contains contem content contents contiene contient continuara continue
continuera contrasena control controle controllo contul conversation conversion correct correctly correio correo
correos correspond correspondant corresponde corresponding corretto corrisponde corrupt corrupted cota could couldnt
count countries country courriel courriels courrier cox crashed create creating creation credential credentials
credit credits criteria crlf csi cst cuda cuenta cuota current currently custom customer customized cutia cxbl cyren
cyrus czarnej czas czasowo czasu dagelijkse daha dahili daily dal dalla dalle dane dangerous dannoso dans das dat
data database databytes date dateianhang dateityp dattente dauthentification day days dbl dcc deactivated
deaktiviert deaktivovan debe debido dec december declined decommissioned defer deferred defined degil dejado del
delai delay delayed deleted deliver deliverable delivered deliveries delivering delivery della dellindirizzo dem
demais demasiadas demasiado demasiados demission den denegada denegado denemeye denemeyi denetimi deneyin denied
denvoi deny denylist denylisted depasse depassee depolama der derzeit des desactivada desactivado desactive
desactivee desativada desconhecida desconhecido desconocida desconocido desde deseado deshabilitada designate
designated destin destinataire destinataires destinatar destinatari destinatario destinatarios destinatarului
destination destinazione destino detail details detectado detecte detected detectee detection determine device
devido devre dexpediteur dezactivat deze dia dial dialup diaria diario did didn didnt die died dienst diese diesem
diesen dieser dieses different differs difficulties dimensione dimensioni dimensiunea direccion direct directly
directory disabilitata disabilitato disabled disallowed disattivata disattivato discarded disco disconnecting
discontinued disk diskspace disponibile disponible disponivel disque distant distribue distribution dit ditemukan
dkim dla dmarc dns dnsbl dnsbls dnsrbl dnssec doc docasne docs document does doesn doesnot doesnt dogrulama
dogrulaması doldu dolu domaene domain domaine domainkeys domains doman domane domanen domein domeinnaam domena
domenet domeniul domeny dominio domino domænet dont door doorsturen dopuszczalny dormant doruceni dostarczona
dostepna dosya double dovecot down dozwolony dronebl drop dropped dsbl dsl dsn dsns dspam due dul duplicate
duplicated durante durch during dusuk duza duzo dyna dynablock dynamic dynamically dysku dısı eai early earthlink
echec echoue echouee edildi edilemedi edt een eerst ehlo eicar ein einen einer eingestellt eingestuft einmal eintrag
either eksik eksisterer electronico electronique elenco eletronico elettronica email emailaddress emailadres
emailadresse emailova emails emetteur emisor emot empfaenger empfaengeradresse empfanger empfangeradresse
empfangerdomain empfangerdomane empfangers empfangt employed employee employees empty enabled encabezado encerrada
encoded encoding encontra encontrad encontrada encontrado encontrar encontro encore encountered encrypted encryption
encuentra end ended endereco enforced engellendi engine enlace enough enregistrement entered enthalt entrada entree
entrega entregado entregar entregue entries entry envelope enviar envio envios envoi envoyer eof epost eposta epuise
equal erforderlich erhalt erkannt erlaubt erlaubte erneut errata errati errato erreichbar erreicht erreur erro
errone erroneous error errore errors ers erschopft ervenytelen esaurita esaurito ese esgotado esiste esmtp espace
espacio espaco espera essayer esse est esta estabelecer establecer establish established este eszamanlı etablir ete
etki etp etre evaluation example excede excedeu excedida excedido exceed exceeded exceeding exceeds exception
excessive excesso exchange exchanger exchangers exclusively exe executable executables exhausted exige exim exist
exista existant existe existent existiert existing exists exited expansion expected expediteur expediteurs
expeditorul expeditorului expirado expire expired explanation exploit exrecipnotfound extension extensions external
externe externos fail failed failing fails failure failures fake faked falha falhou fallado fallida fallita fallito
fallo falsch falscher false falta far fast fault fazla fblw fcrdns feb february feeds feel fehler fehlerhaft
fehlerhafte fehlgeschlagen fehlt feil fejl felado felhasznalo ferme fermee few fichier field fields figura figure
fila file filename files filetype filter filtered filtering filters final find findes finnes finns fiok firewall
firewalled firma first fix fixed flagged flood flooding foi folder follow following for forbidden forbids foreign
forged forgery format formato formatted formatting formed former fortiguard forward forwarded forwarding forwards
fost found fout framework fraud free frequency frequently fri from frozen fue fuer fuld full fully fundet funnet fur
further future fwd fwlink gasit gasita gateway gave gbudb geadresseerde geadresseerden geandert geblockt geblokkeerd
geblokkeerde gebruik gebruiker gebruikersnaam gecersiz gecici gedeactiveerd gedetecteerd geen gefunden gehort
gekundigt geldig gelen gelijktijdige gelistet gemachtigd generic genug genugend geo geographic geoip geolocation
gere gerekiyor gerekli gereklidir gescheitert geschlossen gesendet gesloten gesperrt gesperrter gestattet get
getrennt getting gevonden geweigerd gibt giornaliero giris given giving gleichzeitige global gmail gmt going
gonderen gondereni gonderenin gonderici gonderim gonderimi gonderme gondermeye gone goodbye google googles grand
grande graylist graylisted graylisting greater greet greeting grey greylist greylisted greylisting gri grigia grijze
gris grise groot grootte gross grosse group groupe groß grupo gruppe gruppo gsmtp guidelines gultig gunluk haben had
hai handle handled handshake handtekening hangup har hard hardfail harvest has hash hasnt hasło hat hata hatalı
hatası have having hay header headers heavy hebt heeft held hello helo helohost heloip help her here hergestellt
hesabı hesabınız hesap het heuristics hier high his history hit hits hittades hittas hizmet hold home homed homedir
hop hops hora hospedado host hosted hosting hostkarma hostname hosts hote hotmail hour hourly hours how html http
https human hung hyperlink hyperlinks ici icin icloud identical identificado identifie identified identity idle
ignorant ihr ihre ihrem ihrer ihres ikke ileti iletinin iletiniz illegal ilosc imap immesso impersonate
impersonating impersonation implemented impossibile impossible improper improperly imzası inaccessible inactief
inactiva inactive inactivity inactivo inaktiv inappropriate inativa inbound inbox incident incoming inconnu inconnue
incorrect incorrecta incorrecte incorrectly incorrecto incorreta incorreto indesiderata indesiderato indesirable
indicated indirizzo indisponibile indisponible indisponivel inesistente inexistant inexistante inexistente infected
infection info informacion information informationen ingen ingevoerd inhalt initial inloggen inoltro input inside
instead insufficient insufficiente insuffisant insuficiente inte intelligence intended intentar intentarlo intente
intentelo interdit interdite interdits intern interna internal internas interne internen interner internes internet
interni interno internos interrupted into introuvable invalid invalida invalide invalides invalido invalidos
invaluement inversa inverse inverso inviare invii invio ipbl ipcheck ips ipts ipv isblocked ismeretlen isn isnt isp
issue issues ist istenmeyen istnieje itibarı its itself izin izni izniniz jako january jednoczesnych jest jeszcze
jointe journaling judged jul july jun junk junkmail just kabul kan kann kapalı kapatıldı kapcsolat kara kaydı
kayıtlı keep kein keine keinen kennwort kesildi key keys keyword keywords kezbesitese khong kimlik klassifiziert
know known kod kolejce komt kon koncie konnte konta kontingent konto kontos kontot kontrola kopfzeile korrekt kota
kotası kotu kravs kuldo kullanıcı kullanılamıyor kunde kunne kurum kutusu kvota lacces laccount lack lacks ladresse
land lang large larger last lastattemptedservername later laut lautenticazione lauthentification ldap learn leden
left legitimate leider lemetteur length les lespace letezik letiltva letter letters lettres level levels lexpediteur
lhost licence license liczba liens lifetime ligacao liian lijst like likely limiet limit limita limite limited
limites limiti limiting limitini limits lindirizzo line linefeeds lines link linkid links linvio lip liscie list
lista listad listado listan listas liste listed listede listee listesinde listeye listing lists listu listy live
livraison lixo llena lleno lmtp load local locale localhost localizado localizar locally localpart locate location
lock locked log logged login logon lokal lokale lokalen long longer look looking looks lookup loop loopback looping
loops los lost low lowest lpn lub lutente lutfen lutilisateur machine macro made mail mailaddress mailadres
mailadresse mailbox mailboxes mailchannels maildir maildrop mailer mailfolder mailfrom mailgun mailhost mailing
maillist mails mailschleife mailserver mailspike main maintenance maior mais make maken maksimum maksymalna
maksymalny mal malformed malfunction malicioso malicious malveillant malware mancante mandatory manga mange manitu
manquant mantenimiento manual manually manutenzione many map mapping maps mar march mare marked mas mass massima
massimo match matched matches matching mauvaise max maximal maximale maximo maximum may mbox mda mechanism
meddelanden meddelandet meddelelsen meer meet megabytes megtelt mehr meiner meldingen member members membres membri
memory mensagem mensagens mensaje mensajes merci merete mesaj mesajul mesajului mesgul message messageid messagelabs
messagerie messages messaggi messaggio met method mevcut micro microsoft midlertidig miejsca milter mime mimecast
min mine minute minuten minutes minuto minutos mio mis misconfiguration misconfigured mislukt mismatch mismatched
mismatches missing misslyckades misspelled mistyped mit mitarbeiter mittente mittenti mnoho mode moderated moderator
moderators modtager modtagerens moet moglich moins momentan momenteel mon monthly more mot motivos mottagare
mottagaren mottagarens mottakeren moved mozna msa msg mta much mudou muitas muito muitos multe multi multipart
multiple musait mussen must muy mwinf mxgmx myself mysql naam naar naccepte nachricht nachrichten nachrichtengroesse
nachrichtengrosse nadawca nadawcy nagy nalezen nalezena nalezy name named namen nameserver nao nazwa neagra nebyla
necesaria necessaire necessaria necessario necessary necunoscut nedeniyle need needed needs neexistuje negada negado
negative negato negotiation negra negras neither nekad nel nella nelze nem nemesis nenalezen nenalezena neni
neplatna neplatny nera nessun nest nested net netblock network networks neue never new newline nexiste neznamy nguoi
nicht nie nieaktywna nieaktywne niechciana niedostepna niedostepny niedozwolone niedozwolony nieistniejaca
nieistniejacy niepoprawny nieprawidłowa nieprawidłowe nieprawidłowy niet nieudana nieudane niewystarczajaca nieznana
nieznany nimmt nincs ningun niska njabl nobody noch nodig nog noire nom nombre nome non none nonexistent nonlocal
noone noptr nor normal nosuchuser not notauthorized notfound notspam notwendig nous nouvelle nov novamente november
novo now nowy nsu nuestra nueva nuevamente nuevo nul null nullmx number numbered numero nuovo nur nutzer nxdomain
obbligatoria obligatoire obligatoria obrigatoria obsolete occurred oct octets october ocupado oczekiwania odbiorca
odbiorce odbiorcow odbiorcy oder odesilatel odesilatele odmitnut odmitnuta odmitnuto odmowa odnaleziono odnaleziony
odpowiada odrzucona odrzucone odrzucono odrzucony odwrotny off offered office offline ofr often ogiltig ohne okand
olarak old oldu omdat onbekend onbekende onderhoud one ongeldig ongeldige ongewenst ongewenste onjuist onjuiste only
ons ontbreekt ontvanger ontvangers ontvangt onvoldoende open opened openrelay operation opgeheven opgeschort opnieuw
opslagruimte opted option order org organisation organizacion organizacji organization organizational originating
originator other otillganglig oturum our ours out outbound outgoing outlook output outside over overdrawn overeen
overeni overflowing overfull overload overloaded overquota overschreden oversize oversized overskridits own owned
owner paese page pais par para parallel parameter parameters parked parola parse part parts party pas pasif pass
passe passed passing password passwort past path pattern paused pays pbl pdt peer pela pelo pending people per
perche perdida period perm permanent permanently permerror permesso permis permiso permissao permission permissions
permit permite permitid permitida permitido permitidos permitted person persona personal personne petle pełna phish
phishing phrase phrases piece pieces piena pipe pipelining piu place plain plaintext please pleine pliku plina plna
plus poczta pocztowa poczty podany pode podido podpis point pointer pointing points pojemnosc pojemnosci policies
policy politica politicas politika politikası politique polityka polityke polityki ponawiac poniewaz ponownie pool
poor pop por porque posible positive possible possibly possivel post posta postadressen postafiok postal postala
postale postbus postfach postfix postgrey posting postkassen postmaster postovni posts postvak potential potentially
pour pourriel pouze pouzivatel povolen povoleny powiodła powiodło pozastaven pozdeji pozniej połaczen połaczenia
połaczenie połaczyc pra prea preference preferences prekracuje prekrocena present presente presently presents
pretend pretending pretends prevent prevention prevents previous previously prijemce prijemcu prilis primary private
pro prob probability probable probably probeer probeert proberen problem problema probleme probowac proby
procedentes process processing procmail prohibido prohibited prohibition prohibits proibido proofpoint proper
properly prosze protect protected protection protocol provare provide provided provider proxy prs pruebe pruefung
prufung prx przekazywanie przekroczono przekroczony przepełniona przestrzen przez przyjmuje psbl pst ptr public pudo
puede puo put pyzor qil qmail qualified quarantine quarantined que query questa questo queue queued quickly quit
quota quote quotum raggiunto raison raisons range ransomware rapidamente rapidement rapido rate ratelimit rates raw
rbl rbls rcpt rcpthosts rcpts rcptto rdns reach reachable reached read reading ready real realtime reason reasons
recapitato recapito recebe receipt receive received receiver receives receiving recent recently reception rechazada
rechazado rechner recipient recipientnotfound recipients recipnotfound recipsizelimit recognised recognize
recognized reconnecting record records recusada recusado reddedildi reduce reenvio reessayer reessayez ref refer
reference refuse refused refusee refuses refusing refuzat regarding regeln region registered registo registro regle
regole reintente reject rejected rejecting rejection rejects rejeitada rejeitado rejeitou rejete rejetee rekordu
relais relay relayage relayed relayen relaying relays relevant remetente remettre remis remise remitente remote
remoto removal remove removed rep repeated reply report reported reporting reports reputacao reputacion reputacja
reputatie reputation reputazione requer requerida request requested requests requiere require required requirement
requirements requires requiretls requise resend reserved reset resident residential resilie resolu resolucion
resolution resolvable resolve resolved resolver resolves resolving resoudre resource resources respinto respond
responde responded responding response responsible restricted restriction restrictions restringida result results
retired retransmision retransmissao retried retries retry retrying return returned revdns reverse reverso reverzni
review revoked rfc rhsbl richiesta richtlinie richtlinien rifiutata rifiutato right rights rilevato riprovare risk
risoluzione risolvere risulta riuscita room routable route routeable routes routing rozmiar rozpoznana rspamd rst
rtr ruckwartsauflosung rule rules run saatlik sadece safe said saknar same sandbox sans sasl sat sature saturee save
say says sayıda sbl sbrs scaduto scam scan scanner scanners scanning scarsa schadcode schadelijke schadsoftware
schleife schnell schranka schranky sconosciuta sconosciuto score scored script second seconds section secure
securite security see seems seguira segura seguridad self selhala selon sem send sendasdenied senden sender
senderbase senderfilterconfig senderid senders senderscore sending sendmail sends sendsizelimit senha sensitive sent
senza sep sept september sequence ser serve served server serveren serverfehler serverfout servern servers serveru
serverul serveur servfail service serviced services servicio servico servidor servizio serwer serwera serwerem ses
session sessions set settings setup seu seuls several seznamu sfr short should shut shutting sich side sido sie
sieve sifre sifreli sign signatur signature signed similar simultaneas simultanee simultanees simultaneous sin since
sind single sintassi sintaxe sintaxis sip sistem sistema site size skicka skrappost skrzynka skrzynki slow slower
slut smarthost smtp smtpclientauthentication smtpsend smtputf snabbt snel socket soft softfail software sok
solamente solicitada solo soltanto som some somente son sono sonra sont soon sophos sorbs sorry sospesa sospeso
source space spam spamassassin spamcop spameatingmonkey spamfilter spamhaus spammer spammers spamming spammy
spamrats spams spamtrap spamu spamverdacht sparrad spater spazio specific specified speicher speicherkontingent
speicherplatz sperrliste spf spfbl spm spojeni spoof spoofed spoofing spool sprawdzenie sprobowac sprobuj sql ssl
sslv staat staff standard standards start starttls stata static stato status steht stillgelegt stimmt stockage
stopped stor storage store stored storedrv stray string structure sts sua subdomains subject submission submit
submitter subnet subscribed subscriber subscribers subscription subtype succeed successful successfully such
sufficient suficiente sun sunucu sunucusuna suo supera superada superado superata superato supero supplied support
supported suppressed suppression sur surbl suresi sus suspect suspected suspend suspended suspendida suspendido
suspendiert suspendu suspendue suspensa suspenso suspicion suspicious switched symantec synchronization
syntactically syntax syntaxe syntaxfehler system systeme systemfehler systemu szukseges sınırı sınırını table tag
tagged taille take taken takes takiego tal talalhato talk talos talosintelligence tamanho tamano tar tard tarde
tardi target tcp technical technische tecnico tego teilnehmer tekrar tem temp temperror tempfail tempo temporaire
temporairement temporal temporalmente temporaneamente temporaneo temporar temporariamente temporarily temporario
temporary ten tenant tentar tentare tentatives tente terminated ters teslim tespit test testing tests tete text than
that the their there these they this thread threshold throttle throttled throttling through throughput thu tidak
tiempo tiene tijdelijk til tilgjengelig till tilladt tillat tillatna tillatt tillganglig time timed timeout tipo tld
tls tlsa today toegestaan toegestane token too took traffic transaction transient transmission transport trap trend
trendmicro trial tried tries triplet trojan trop troppe troppi troppo trouble troubleshooting trouve trouvee trouver
trovare trovata trovato trust trusted trustedsource try trying tss tua tue tul tuo turn turned turu turune twoj
twoje twojego tylko tymczasowo tymczasowy typ type types ube uberfullt uberprufung uberschreitet uberschritten
ubersteigt uce uceprotect ucet ueberfuellt ueberschritten ugyldig uitgaande uitgeschakeld uitsluitend ukendt ukjent
ulastınız ulterieurement ultrapassado ultrapassou uma unable unacceptable unauthenticated unauthorised unauthorized
unavailable unbekannt unbekannte unbekannter unconfigured und undefined undeliverable under understanding une
unencrypted unerwunschte unexpected unexpectedly unfortunately ungewohnlich ungueltige ungultig ungultige ungultiger
ungultiges unicamente unicode unimplemented unique uniquement unknow unknown unkown unos unparsable unparseable
unqualified unreachable unrecognised unrecognized unregistered unresolvable unroutable unrouteable uns unsafe
unserer unsolicited unsubscribed unsuccessful unsupported unter unterbrochen until untrusted unused unusual
unverified unwanted unwelcome unzulassig update uprawnien upstream upłynał uri uribl uris url urlbl urls usage use
used user userid username users uses using uso usr usuario usługa utc utente utf utilisateur utilise utilizador
utilizatorul uwierzytelnianie uwierzytelnienie uyeler uzenet uzivatel uzivatele uznana uzytkownik uzytkownika valid
valida validacao validacion validate validated validation validazione valide valido validrcptto value van vanwege
var vas vase veel velikost velka verarbeitung verb verbinding verbindingen verbindung verbindungen verbindungsaufbau
verboden verboten verbroken verdict vereist verfuegbar verfugbar verifiable verifica verificacao verificacion
verificar verificare verificatie verification verified verifier verify verifying verilen verilmiyor verletzt
verlopen vermiyor verplicht versand versandlimit version verstosst versuchen versucht verteiler verteilerliste
verwaltet verweigert verwendet very verzenden verzendlimiet veuillez veya via vidarebefordran viele vietato violated
violates violating violation violations virtual virus viruses visit vix voce vol voll volume vom von voor vorhanden
vorubergehend vostro votre vous vyprsel vyzaduje wachtrij wachtwoord wait waiting want wanted wants war warning
warteschlange wartung was wascl wasnt weak web website wed wegen wegens weil weiterhin weiterleitung welcome well
werbung werd werden were weren weryfikacja wewnetrzny what when which while whitelist whitelisted who wiadomosc
wiadomosci wiele wielu will win windows winsock wird wirusa wish with within without wont word worden words wordt
working works worm would wprowadzonego write writing wrong wrongly wurde wurden www wykryto wymagane wysyłania
wysyłki wyłaczona wyłaczone xbl xgemail xoauth yahoo yalnızca yandex yanlıs yanıt yasak yeni yeniden yerel yet
yetersiz yetkili yetkiniz yok you your youre yourself youve zablokovan zablokovana zablokowana zablokowane
zablokowany zabronione zabroniony zaman zawiera zawieszona zawieszone zaznam załacznik załacznika załaczniki zbyt
zeichen zeit zeituberschreitung zen zieldomain zieldomane zielserver zimbra zip zkuste znajduje znalezc znaleziona
znaleziono znaleziony znam zoho zone zorunlu został została zostało zpozdeno zprav zprava zpravy zuerst zugangsdaten
zugelassen zugestellt zulassig zulassige zum zunachst zur zuruckgewiesen zurueckgewiesen zurzeit zustandig
zustellung zustellversuche zwarte
`,
);
