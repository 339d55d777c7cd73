/**
 * Words that passwords are made of that everybody guesses first: words for passwords, names, what people love, teams,
 * animals, stories, months, and what is typed without thinking. Our own list. With the variations that
 * `isEasilyGuessed` sees through it stands for many thousands of passwords.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  access account admin administrator adminadmin apple backup boss carnival change changeme changeit computer connect
  contact database default demo demouser desktop developer device download enter everyone example exchange facebook
  firewall game gamer gaming gmail google guest hacker hello helpme home hotmail instagram internet iphone java jira
  confluence kennwort keyboard laptop letmein letmeinnow linux linkedin local localhost log login logmein machine mail
  manager master microsoft mobile monitor mysql nobody nopass nopassword nothing office online open opensesame oracle
  owner pass passcode passe passphrase passw passwd password passwords passwort pass word phone please postgres private
  program public qwert qwerty qwertz azerty reader remote reset root samsung secret secure security senha server service
  signin skype slack start superuser support supervisor sys sysadmin system sysop team technology telephone temp
  temporary test testing tester testuser teste text toor trial trust trustno trustnoone twitter unknown update user
  username utente vagrant visitor web webmaster website welcome wiki wikiadmin wikiwiki windows wireless wordpass
  wordpress work workstation yahoo youtube zugang geheim hallo motdepasse contrasena clave bienvenue soleil salasana
  losenord heslo parola sifre admins users guests knowledge handbook intranet docs document documentation
  january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter
  januar februar maerz juni juli oktober dezember sommer herbst montag freitag sonntag
  love lovely loveyou iloveyou ilove iloveu iloveme iloveit iloveher iloveher ilovehim iloveyouso loveme lover lovers
  loving lovelove truelove mylove forever together family mother father brother sister daddy mommy mama papa baby
  babygirl babyboy babe honey sweetie sweet sweetheart darling angel angels angela cutie cute beautiful pretty princess
  princesse prince queen king kings kingkong kisses kiss hugs heart hearts friend friends bestfriend boyfriend
  girlfriend wife husband marriage wedding happy happiness smile smiley sunshine sunny sun moon moonlight star stars
  starlight sky heaven blessed blessing jesus jesuschrist christ god godislove faith hope grace church bible amen
  freedom peace money rich richard million dollar dollars cash bank diamond gold golden silver platinum lucky luck
  destiny magic magical wizard dream dreams dreamer fantasy mystery shadow ghost phantom demon devil satan evil hell
  killer killers death dead die blood blade sword warrior warriors soldier army marine marines navy hunter sniper
  shooter fighter ninja samurai assassin legend hero heroes champion champions winner victory victor power powerful
  strong super superman superstar batman spiderman ironman hulk avengers wolverine joker catwoman captain america
  starwars skywalker vader yoda chewbacca startrek enterprise matrix neo morpheus trinity gandalf frodo lordoftherings
  hobbit harrypotter potter hogwarts hermione pokemon pikachu digimon naruto sasuke goku dragonball onepiece zelda
  mario nintendo playstation xbox minecraft roblox fortnite warcraft worldofwarcraft starcraft diablo halo doom tetris
  snoopy garfield mickey minnie mickeymouse donald donaldduck disney simpsons bart homer simpson barbie tinkerbell
  tigger winnie pooh shrek nemo scooby scoobydoo spongebob hellokitty kitty
  animal dog dogs doggy puppy cat cats kitten kittens tiger tigers lion lions panther bear bears teddy teddybear wolf
  wolves fox eagle eagles falcon falcons hawk hawks phoenix dragon dragons dragonfly dolphin dolphins shark sharks
  whale fish horse horses pony unicorn monkey monkeys gorilla elephant turtle snake snakes cobra viper python spider
  scorpion butterfly ladybug bunny rabbit mouse hamster chicken turkey duck ducks penguin panda koala zebra buffalo
  bulldog bulldogs mustang mustangs bronco broncos raven ravens rooster cowboy cowboys
  red blue green yellow orange purple violet pink black white brown silver rainbow bluesky redsox whitesox blackjack
  banana apples apple cherry strawberry lemon melon peach grape mango coconut chocolate cookie cookies candy sugar
  pepper ginger cinnamon vanilla butter cheese pizza burger coffee whiskey vodka tequila beer wine cocacola pepsi
  flower flowers rose roses lily daisy tulip jasmine orchid lotus garden forest ocean river island beach mountain
  summertime winterland storm thunder lightning hurricane tornado fire firefly fireman phoenix ice iceman snow
  snowball snowman snowflake water earth planet galaxy universe space rocket apollo saturn jupiter venus mercury
  football soccer baseball basketball volleyball hockey tennis golf golfer golfing swimming swimmer running runner
  cycling skater skate skateboard snowboard surfer surfing boxing wrestling karate rugby cricket racing racer speed
  player players playboy coach liverpool arsenal chelsea manchester manutd united barcelona realmadrid madrid juventus
  milan inter bayern borussia ajax celtic rangers everton tottenham newcastle benfica steelers packers patriots giants
  raiders redskins yankees dodgers redsox cubs lakers celtics bulls heat spurs knicks jordan ronaldo messi beckham
  kobe shaq maradona zidane neymar
  ferrari porsche mercedes bmw audi honda toyota yamaha suzuki kawasaki ducati harley harleydavidson chevy chevrolet
  camaro corvette mustang ford nissan subaru volvo jeep truck trucker motor moto biker
  guitar guitars piano drums drummer music musica musician metallica nirvana slipknot eminem rockstar rocknroll rock
  metal punk hiphop rapper reggae marley bobmarley beatles elvis queen acdc slayer megadeth korn linkinpark greenday
  blink tupac shakira madonna beyonce rihanna bieber justinbieber onedirection
  london paris berlin madrid rome roma milano tokyo newyork brooklyn boston chicago dallas denver houston texas
  florida california america american england france germany deutschland italy italia spain espana brasil brazil
  mexico canada australia china india russia ireland irish poland polska sweden portugal
  james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
  donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
  nicholas eric jonathan stephen larry justin scott brandon benjamin samuel frank gregory raymond alexander alexandre
  alexandra alex patrick jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan
  jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan
  billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell louis philip bobby
  johnny bradley mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret
  sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura
  cynthia kathleen amy shirley angela helen anna brenda pamela nicole emma samantha katherine christine debra rachel
  catherine carolyn janet ruth maria heather diane virginia julie joyce victoria olivia kelly christina lauren joan
  evelyn judith megan cheryl andrea hannah martha jacqueline frances gloria ann teresa kathryn sara janice jean alice
  madison doris abigail julia judy grace denise amber marilyn beverly danielle theresa sophia marie diana brittany
  natalie isabella charlotte rose alexis kayla chris mike steve tony jimmy tommy danny bob bill jim tom tim dan ben
  sam max leo oscar lucas liam oliver martin stefan andreas thomas wolfgang juergen klaus peter hans franz sabine
  monika petra claudia susanne nadine carlos pedro miguel antonio francisco alejandro fernando diego pablo carmen
  lucia elena natasha olga ivan dmitri sergey vladimir mohammed muhammad ahmed ali fatima hassan omar chen wang li
  zhang kumar singh sharma patel rahul priya
  buster charlie cooper rocky maggie molly bella lucy daisy sadie sophie bailey toby jake duke bandit casper cocoa
  ginger gizmo lady oreo patches peanut precious princess rusty smokey sparky tucker whiskers winston zeus
  asshole bastard biteme bitch blowjob bollocks boobs bullshit cock crap cunt dick dickhead fuck fucker fuckit fuckme
  fuckoff fuckyou fuckyoufuck hooker horny pussy penis porn pornstar sexy sex sexsex sexual shit shithead slut suck
  sucker suckit tits whore naked nude viagra
  abc abcd abcde abcdef abcabc aaa qwe asd zxc qaz wsx edc qwer asdf asdfgh zxcv zxcvbn zxcvbnm qazwsx qweasd wasd poiuy
  lkjh mnbvcxz onetwo onetwothree onetwothreefour nothing anything something everything whatever whoami whynot
  yes no never maybe always okay cool awesome amazing fantastic crazy stupid idiot loser lazy funny weird random silly
  boring bored tired sleepy drunk stoner weed marijuana cannabis cocaine heroin smoke smoker cigarette
  genius brain einstein newton science scientist physics chemistry biology history english spanish student students
  teacher school college university academy harvard class classroom number numbers letter letters word words
  pirate pirates treasure island captain sailor boat ship titanic sailing fishing fisherman camping hiking climbing
  nature natural organic tree trees wood woods stone stones river bridge castle tower palace house garden window
  mirror camera picture photo photos movie movies cinema theater television radio video
  doctor nurse hospital medicine lawyer police sheriff fireman pilot airplane aircraft airforce helicopter
  christmas xmas santa santaclaus halloween easter birthday holiday holidays vacation party
  alpha beta gamma delta omega sigma zero one two three four five six seven eight nine ten hundred thousand
  `
    .trim()
    .split(/\s+/),
)
