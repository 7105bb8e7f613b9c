// Brings the local server into the state that telemetry-cli wants at each start: its superuser,
// the collection, the limits. The password comes through the environment: arguments are visible to
// every user of the machine.
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
    // PocketBase lets anybody sign up: everybody would be a signed-in user.
    const users = $app.findCollectionByNameOrId("users")
    users.createRule = null
    $app.save(users)
  }
})

// A rule alone answers a search that it forbids as if nothing matched.
onRecordsListRequest((event) => {
  const schema = require(`${__hooks}/schema.json`)
  if (schema.hardened && !event.auth && event.collection.name === schema.collection.name) {
    throw new UnauthorizedError("Only signed-in users may search.")
  }
  event.next()
})

// The rule looks at the record before the write: of two ends at the same moment both would pass.
onRecordUpdateRequest((event) => {
  const schema = require(`${__hooks}/schema.json`)
  const ours = event.collection.name === schema.collection.name
  if (!schema.hardened || !ours || event.hasSuperuserAuth()) return event.next()
  event.app.runInTransaction((transaction) => {
    event.app = transaction
    const stored = transaction.findRecordById(event.collection.name, event.record.id)
    if (stored.get("status") !== "installing") throw new NotFoundError()
    event.next()
  })
})
