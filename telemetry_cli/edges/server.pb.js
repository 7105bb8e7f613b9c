// Configures the local server at each start: the superuser, the collection, the rate limits.
// The password comes from the environment, because all users of the machine can see arguments.
onBootstrap((event) => {
  event.next()
  const identity = $os.getenv("TELEMETRY_SUPERUSER")
  if (!identity) return
  $app.runAllMigrations()

  const superusers = $app.findCollectionByNameOrId("_superusers")
  let superuser
  try {
    superuser = $app.findAuthRecordByEmail(superusers, identity)
  } catch {
    superuser = new Record(superusers)
    superuser.set("email", identity)
  }
  superuser.set("password", $os.getenv("TELEMETRY_SUPERUSER_PASSWORD"))
  $app.save(superuser)

  const schema = require(`${__hooks}/schema.json`)
  $app.importCollections([schema.collection], false)
  const settings = $app.settings()
  settings.rateLimits.enabled = schema.rateLimits.enabled
  settings.rateLimits.rules = schema.rateLimits.rules
  $app.save(settings)
  if (schema.hardened) {
    // By default, PocketBase lets anybody sign up; every visitor could become a signed-in user.
    const users = $app.findCollectionByNameOrId("users")
    users.createRule = null
    $app.save(users)
  }
})

// With only the list rule, a forbidden search would return an empty list instead of an error.
onRecordsListRequest((event) => {
  const schema = require(`${__hooks}/schema.json`)
  if (schema.hardened && !event.auth && event.collection.name === schema.collection.name) {
    throw new UnauthorizedError("Only signed-in users may search.")
  }
  event.next()
})

// The update rule checks the record before the write: two simultaneous updates would both pass.
onRecordUpdateRequest((event) => {
  const schema = require(`${__hooks}/schema.json`)
  const isInstall = event.collection.name === schema.collection.name
  if (!schema.hardened || !isInstall || event.hasSuperuserAuth()) return event.next()
  event.app.runInTransaction((transaction) => {
    event.app = transaction
    const stored = transaction.findRecordById(event.collection.name, event.record.id)
    if (stored.get("status") !== "installing") throw new NotFoundError()
    event.next()
  })
})
