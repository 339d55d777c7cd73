/** Every numeric limit of the program, with its reason. Nothing else in the code holds a bare bound. */
export const limits = {
  /** Characters of a page title: the vendor's limit, and what its clients check for. */
  titleLength: 255,
  /** Characters of a space key: the vendor's column. */
  spaceKeyLength: 255,
  /** Characters of names, display names, descriptions of a line. */
  nameLength: 255,
  /** Bytes of one body: the vendor answers 413 above 5 MiB. */
  bodyBytes: 5 * 1024 * 1024,
  /** Bytes of a JSON request: a body may grow sixfold by JSON's escapes. */
  jsonBytes: 6 * 5 * 1024 * 1024 + 64 * 1024,
  /** Bytes of a form without files (log-in). */
  formBytes: 64 * 1024,
  /** Bytes of the form that holds a body: percent signs may make it three times as long. */
  writingBytes: 3 * 5 * 1024 * 1024 + 64 * 1024,
  /**
   * Bytes of a file whose text is read for search; milliseconds and MiB of heap that the reading of one may take, and MiB by
   * which the process may grow: a small file unpacks to any size.
   */
  readFileBytes: 64 * 1024 * 1024,
  readFileMs: 60 * 1000,
  readFileMemoryMb: 512,
  readFileGrowthMb: 1024,
  /** Bytes of one attachment: the vendor's default is 100 MB; disks grew since. */
  attachmentBytes: 1024 * 1024 * 1024,
  /** Files in one upload request. */
  attachmentsPerUpload: 100,
  /** Characters of an attachment's comment and of a version's message. */
  commentLength: 2000,
  /** Characters of the name of a kind of custom content: the vendor's keys of an app and a module. */
  customKindLength: 255,
  /** Characters of the passage that a comment is about: some pages of a book. */
  passageLength: 10_000,
  /** Characters of a file name: what common file systems take. */
  fileNameLength: 255,
  /** Entries of a list when the request names no limit. */
  listDefault: 25,
  /** Entries of a list at most, v1 and Data Center, nothing expanded. */
  listMost: 1000,
  /** The same when anything is expanded. */
  listMostExpanded: 200,
  /** The same when a body is expanded. */
  listMostWithBody: 50,
  /** The same when a body is expanded that has to be rendered for export. */
  listMostWithExport: 25,
  /** Characters of bodies in one answer: six of the largest; what makes the answer of them takes a multiple in memory. */
  bodiesCharacters: 32 * 1024 * 1024,
  /** Entries of a v2 list. */
  listMostV2: 250,
  /** Entries of what a single read of v2 includes: the vendor's. */
  included: 50,
  /** Labels of a content in one list: the vendor's default and cap. */
  labelList: 200,
  /** Inline tasks of a list when the request names no limit: the vendor's. */
  taskListDefault: 20,
  /** Labels in use in one list when the request names no limit. */
  labelsInUse: 100,
  /** Attachments of a list when the request names no limit. */
  attachmentListDefault: 50,
  /** Groups, members and the like when the request names no limit. */
  memberList: 200,
  /** Users and groups that are given permissions in one request: as many as the vendor takes. */
  permissionSubjects: 40,
  /** Users of Data Center's list when the request names no limit: the vendor's. Of any list of users at most. */
  userListDefault: 100,
  userList: 200,
  /** The farthest `start` of an offset list: beyond it a cursor is needed, since skipping is linear. */
  offsetFarthest: 100_000,
  /** Depth of the page tree: an ancestor row is kept per level. */
  treeDepth: 200,
  /** Keys of one `expand`. */
  expandKeys: 100,
  /** Levels of one `expand` path: the Cloud refuses deeper ones. */
  expandDepth: 8,
  /** Characters of the name of a content state: the vendor's. */
  stateNameLength: 20,
  /** States that one user makes: more than anybody tells apart. Of them as many are offered in an editor, as the vendor does. */
  customStates: 100,
  offeredStates: 3,
  /** Contents whose state one request sets. */
  statesAtOnce: 300,
  /** Contents of one list by state: the vendor refuses more. */
  stateListMost: 100,
  /** Nodes of a list when the request names no limit: the vendor's. */
  nodeListDefault: 100,
  /** Themes of a list when the request names no limit: the vendor's. */
  themeListDefault: 100,
  /** Characters of one value of a look that is no colour: the lengths and keywords of a style. */
  lookValueLength: 100,
  /** Templates of one space, and of the site: more than anybody picks from. */
  templatesPerSpace: 1000,
  /** Labels that may ride along on one request. */
  labelsPerRequest: 100,
  /** Characters of a label. */
  labelLength: 255,
  /** Characters of a property's key, and bytes of its value as JSON: the vendor's bounds. */
  propertyKeyLength: 255,
  propertyBytes: 32 * 1024,
  /** Levels of lists and objects in the value of a property: what is nested by thousands breaks whoever shows it. */
  propertyDepth: 100,
  /** How far down an answer or custom content stands below another: whoever lists them looks at all above each. */
  answerDepth: 100,
  /** Properties of one content or space: all of them are read to show one with them. */
  propertiesPerOwner: 1000,
  /** Properties that may ride along on one request. */
  propertiesPerRequest: 100,
  /** Properties of a list when the request names no limit. */
  propertyListDefault: 10,
  /** Properties of a user in one list when the request names no limit: the vendor's. */
  userPropertyListDefault: 5,
  /** Preferences of one user, and characters of the value of one. */
  preferencesPerUser: 1000,
  preferenceLength: 10_000,
  /** Characters of the name of a relation. */
  relationNameLength: 255,
  /** Users and groups that one restriction lists: whoever needs more makes a group. */
  restrictionSubjects: 500,
  /** Of them as many in one list when the request names no limit. */
  restrictionList: 100,
  /** Pages below one page that are put in order by a move beside one of them. */
  siblings: 10_000,
  /** Levels of a v2 descendants list. */
  descendantDepth: 10,
  /** Entries of a list that the remote procedures of the first releases give: they know no pages. */
  rpcList: 10_000,
  /** Bytes of a file in one remote procedure: base64 of it must fit into a JSON or XML request. */
  rpcFileBytes: 20 * 1024 * 1024,
  /** Nested values of one remote procedure, and elements of its XML. */
  rpcDepth: 64,
  rpcValues: 100_000,
  /** Calls of one JSON-RPC batch. */
  rpcBatch: 50,
  /** Entries of a list of the first REST interface: the vendor's. */
  prototypeList: 50,
  /** Lines of a page properties report when the request names no number, and at most. */
  reportLines: 30,
  reportLinesMost: 500,
  /** Milliseconds a session lives without use. */
  sessionIdleMs: 12 * 60 * 60 * 1000,
  /** Milliseconds a session lives at most. */
  sessionMs: 14 * 24 * 60 * 60 * 1000,
  /** Sessions of one user that are shown: more than anybody looks through. */
  sessionList: 100,
  /** Days a token lives when its maker names none, and at most. */
  tokenDaysDefault: 90,
  tokenDaysMost: 365,
  /** Tokens of one user. */
  tokensPerUser: 100,
  /** Milliseconds that one-time links work: one that the start prints, one sent to whoever forgot their password, an invitation. */
  oneTimeLinkMs: 24 * 60 * 60 * 1000,
  resetLinkMs: 60 * 60 * 1000,
  invitationMs: 7 * 24 * 60 * 60 * 1000,
  /** Milliseconds between two letters with a link to one address: it must not fill a mailbox. */
  resetPauseMs: 5 * 60 * 1000,
  /** Milliseconds between the password and the code of the second factor. */
  secondStepMs: 5 * 60 * 1000,
  /** Seconds that a code of the second factor stands for, digits it has (RFC 6238), and steps that a clock may be off. */
  totpStepSeconds: 30,
  totpDigits: 6,
  totpDrift: 1,
  /** Milliseconds that the issuer of OpenID Connect has for an answer, and people to sign in there. */
  openIdMs: 10 * 1000,
  openIdJourneyMs: 15 * 60 * 1000,
  /** Recovery codes made at once: one each for as many lost telephones. */
  recoveryCodes: 10,
  /** Characters of a password: short ones are guessed, long ones cost the hash nothing but a request its bytes. */
  passwordLeast: 8,
  passwordMost: 1024,
  /**
   * Failed log-ins before more are refused: at an account from one address, at an account from all, and from one address
   * at all accounts; and milliseconds until each is forgotten, so that one more is let through.
   */
  failedLogins: 10,
  failedLoginMs: 6 * 60 * 1000,
  failedLoginsAnywhere: 100,
  failedLoginAnywhereMs: 36 * 1000,
  failedLoginAddresses: 50,
  failedLoginAddressMs: 12 * 1000,
  /** Accounts and addresses that a process knows to be refused without asking again. */
  failedLoginEntries: 10_000,
  /** Minutes that an admin key lasts, and at most: the vendor's. */
  adminKeyMinutes: 10,
  adminKeyMinutesMost: 60,
  /** Passwords hashed at the same time: each takes 19 MiB and a thread. */
  passwordHashes: 4,
  /** Verified credentials remembered, so that Basic callers pay the slow hash once. */
  rememberedCredentials: 10_000,
  rememberedCredentialMs: 5 * 60 * 1000,
  /** Callers whose request rate is tracked at once. */
  rateLimitEntries: 50_000,
  /** Milliseconds a write waits for another process's write. */
  databaseBusyMs: 2000,
  /** Attempts of a transaction that the database asks to repeat. */
  transactionAttempts: 10,
  /** Writes that share one commit at most: bounds what one slow write can delay. */
  writesPerCommit: 64,
  /** Pages of 4 KB that SQLite's write-ahead log may have before they are put in their places: fewer would be written there more often. */
  writeAheadPages: 4000,
  /** What one write puts off to its commit at most before it does some of it: bounds memory when everything is indexed anew. */
  putOffAtOnce: 200,
  /** Bytes of answers kept in memory until the database changes. */
  answerBytes: 64 * 1024 * 1024,
  /** Characters of rendered bodies kept in memory: some thousands of pages. */
  renderingCharacters: 32 * 1024 * 1024,
  /**
   * Conversions handed in at once, kept until they are fetched, and of them those of one user: the vendor's bounds. Characters
   * of all that are kept, handed in or done: memory's.
   */
  conversionsPerCall: 10,
  conversionsKept: 1000,
  conversionsOfUser: 200,
  conversionCharacters: 64 * 1024 * 1024,
  conversionMs: 5 * 60 * 1000,
  /**
   * Milliseconds that the questions of the macros of one document may take together, and after which other requests get
   * their turn.
   */
  questionsMs: 10_000,
  questionsTurnMs: 20,
  /** Characters of the excerpt that lists of pages show. */
  listedExcerpt: 160,
  /** Macros, mentions and tasks of one content that are recorded each. */
  referencesPerContent: 500,
  /** Characters of a task's text that are recorded. */
  taskText: 2000,
  /** Characters of a task's body in storage format that are recorded: of a longer one its text is. */
  taskBody: 20_000,
  /** Hits of a search that are counted: beyond it the total is this number. */
  searchCount: 10_000,
  /** Statements kept prepared per connection: the program has some hundreds; CQL makes more. */
  preparedStatements: 1000,
  /** Milliseconds that a scanner for malware may be silent; for a file of the largest size it has much to read. */
  scannerIdleMs: 60_000,
  /** Characters of the key that secrets in the database are sealed with: 128 bits even if it is written in hexadecimal. */
  sealKeyLeast: 32,
  /** Ids fetched from the database at once. */
  idBlock: 500,
  /** Attempts of a job before it is given up. */
  jobAttempts: 10,
  /** Milliseconds a running job is left alone before another worker takes it over; its worker renews them while it lives. */
  jobLeaseMs: 60 * 1000,
  /** Runs of a long task that the server did not survive before it is given up. */
  longTaskAttempts: 3,
  /** Long tasks of one user that are not over: all are done one after the other, whoever started them. */
  longTasksWaiting: 50,
  /** Milliseconds that a long task can be asked about after its end. */
  longTaskMs: 7 * 24 * 60 * 60 * 1000,
  /** Pages that one copy of a tree takes: the list of them is kept with the task. */
  copiedPages: 2000,
  /** Pages that are archived at once: the vendor's. */
  archivedPages: 300,
  /** Contents whose links follow a renamed page that are looked up at once. */
  relinkedAtOnce: 200,
  /** Contents that one step of a long task removes: what other writes wait for. */
  removedAtOnce: 100,
  /** Messages of a long task that are kept, the last ones, and characters of each. */
  taskMessages: 100,
  taskMessage: 1000,
  /** Rows of a table that a backup reads at once, and of tables whose rows hold whole texts. */
  backupRows: 200,
  backupTexts: 20,
  /** Characters of rows that a restore writes at once. */
  restoreCharacters: 4 * 1024 * 1024,
  /** Bytes of an archive that is uploaded: as of any uploaded file. Larger ones are put into the folder. */
  archiveUploadBytes: 1024 * 1024 * 1024,
  /** Bytes of an archive that is made: a file system's, to have a number. */
  archiveBytes: 1024 ** 4,
  /** Entries of an archive: each is a blob or a table. */
  archiveEntries: 2_000_000,
  /** Bytes of the descriptor of an archive, and of one row: a body, and JSON's escapes. */
  archiveDescriptorBytes: 1024 * 1024,
  archiveRowBytes: 64 * 1024 * 1024,
  /** How many times its size an archive unpacks to at most, beyond bytes that any may: JSON of pages shrinks to a tenth, zeros to a thousandth. */
  archiveRatio: 100,
  archiveRatioFreeBytes: 256 * 1024 * 1024,
  /** Milliseconds that the file of a backup lies there when it is not to be kept: the vendor's. */
  backupFileMs: 72 * 60 * 60 * 1000,
  /** Backups and restores of a list when the request names no limit: the vendor's. Waiting at once. */
  backupJobList: 25,
  backupJobsWaiting: 100,
  /** Spaces in one backup. */
  spacesPerBackup: 1000,
  /** Characters of the prefix of a backup's file name. */
  backupPrefixLength: 100,
  /** Long tasks of a list when the request names no limit: the vendor's. */
  longTaskList: 100,
  /** Milliseconds between looks for jobs when nothing woke the worker. */
  jobPollMs: 2000,
  /** Milliseconds a request may take to arrive, and a connection may idle. */
  requestMs: 5 * 60 * 1000,
  keepAliveMs: 65 * 1000,
  /** Milliseconds that an answer may take to be worked out (files, up or down, excepted), and that PostgreSQL works on one statement. */
  answerMs: 2 * 60 * 1000,
  queryMs: 60 * 1000,
  /** Seconds for which browsers remember: that the site speaks https, and what a site of another origin may ask. */
  httpsSeconds: 365 * 24 * 60 * 60,
  corsSeconds: 10 * 60,
  /** Characters of a CQL query: longer than any address line that a proxy lets through. */
  cqlLength: 20_000,
  /** Nested parentheses of a CQL query. */
  cqlDepth: 100,
  /** Clauses of a CQL query, and values of one list: both become terms of one SQL expression. */
  cqlClauses: 200,
  cqlListValues: 1000,
  /** Fields of one ORDER BY. */
  cqlOrderKeys: 8,
  /** Words of one full-text query, and its nested parentheses: what follows is ignored. */
  textQueryWords: 64,
  textQueryDepth: 8,
  /** Characters of one text that are indexed and kept for excerpts. */
  indexedLength: 1_000_000,
  /** Bytes of the different words of one text: PostgreSQL's tsvector ends at 1 MiB. */
  indexedWordBytes: 900_000,
  /** Characters of one word: longer ones are keys and encoded files, and are cut in index and query alike. */
  indexedWordLength: 64,
  /** Analysed words remembered: the vocabulary of a wiki, so that indexing stems each only once. */
  rememberedWords: 50_000,
  /** Hits from which PostgreSQL finds the newest sooner by going through all pages than by sorting all hits. */
  sortedHitsPostgres: 5000,
  /** Hits up to which each is read to see how well it fits, and characters of each that are read: some milliseconds. */
  relevantHits: 100,
  relevanceLength: 4000,
  /** Hits in titles that come before the others, where there are too many to read. */
  titleHits: 1000,
  /** Characters of an excerpt of a search hit, and of the text that is looked through for the best one. */
  searchExcerptLength: 300,
  searchExcerptScan: 100_000,
  /** Milliseconds that open requests get when the server is told to stop. */
  shutdownMs: 10 * 1000,
  /** Milliseconds an unreferenced blob is kept: longer than any upload takes to commit. */
  orphanBlobMs: 24 * 60 * 60 * 1000,
  /** Audit records in one list, and in one export: what a spreadsheet opens. */
  auditList: 1000,
  auditExport: 100_000,
  /** Characters of one text in an audit record that a program writes, and entries of one of its lists. */
  auditText: 2000,
  auditParts: 100,
  /** Webhooks of a site: each event is held against all of them. */
  webhooks: 100,
  /** Webhooks in one list when the request names no limit: the vendor's. */
  webhookList: 100,
  /** Characters of a webhook's address and of its secret: the vendor's for the latter. */
  webhookUrlLength: 2000,
  webhookSecretLength: 255,
  /** Milliseconds that one call of a webhook may take, and bytes of its answer that are read. */
  webhookMs: 10 * 1000,
  webhookAnswerBytes: 16 * 1024,
  /** Calls to other programs at once: a slow one must not hold up the rest. */
  outgoingAtOnce: 8,
  /** Calls in a row that fail before a webhook is left alone, for how long at first and at most. */
  webhookFailures: 5,
  webhookRestMs: 10 * 1000,
  webhookRestMostMs: 2 * 60 * 60 * 1000,
  /** Milliseconds after which an event is too old to be told. */
  webhookEventMs: 3 * 24 * 60 * 60 * 1000,
  /** Milliseconds that calls are kept for statistics. */
  webhookCallMs: 30 * 24 * 60 * 60 * 1000,
  /** Letters about one event: more people than that read a newsletter. */
  lettersPerEvent: 5000,
  /** Milliseconds that a letter is tried to be sent, between two attempts at most, and that the mail server may be silent. */
  letterMs: 4 * 24 * 60 * 60 * 1000,
  letterPauseMs: 60 * 60 * 1000,
  smtpMs: 30 * 1000,
  /** Events that one letter tells together: what is left comes with the next. */
  eventsPerDigest: 200,
  /** Changed lines that a letter shows. */
  letterLines: 200,
  /** Views of pages that wait in memory to be counted, and for how many milliseconds at most. */
  viewsWaiting: 10_000,
  viewsWaitingMs: 10 * 1000,
  /** Views written by one statement. */
  viewsPerStatement: 100,
  /** Events, and views of pages, kept, in milliseconds of age. */
  eventMs: 400 * 24 * 60 * 60 * 1000,
  /** Pages of the dashboard's and a space's lists. */
  screenListItems: 50,
  /** Pages of a space whose whole tree stands beside every page; of larger spaces only the way to the page. */
  screenTreePages: 300,
  /** Changes on the dashboard and on a profile, and hits of a search: as many as people scan. */
  screenChanges: 20,
  /** Changes below the home page of a space: as many as do not push its comments away. */
  screenChangesOfSpace: 8,
  /** Characters of a search for words: beyond it nobody has typed them. */
  screenSearchLength: 500,
  /** Levels of answers that a comment thread indents: deeper ones would leave no room for words. */
  screenCommentDepth: 5,
  /** Characters of the name in a drawn placeholder. */
  placeholderLength: 60,
  /** Mistakes in a text that an editor lists, and lines of a comparison: as many as anybody goes through. */
  screenFindings: 50,
  screenDiffLines: 1000,
  /** Bytes of the pictures that go into one document for word processors: more is a book. */
  exportedPictureBytes: 32 * 1024 * 1024,
  /** Drafts on their screen. */
  screenDrafts: 100,
  /** Comments shown on a page. */
  screenComments: 500,
} as const
