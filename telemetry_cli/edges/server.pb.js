// Configures the local server at each start: the superuser, the collection, the settings.
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
  unmarshal(schema.settings, settings)
  $app.save(settings)
  // Left by an earlier version, or by a PocketBase that ran without these settings.
  $app.auxDB().newQuery("DELETE FROM _logs WHERE data LIKE '%userIP%'").execute()

  // PocketBase keeps a hash of the address and the browser of everybody who signs in.
  for (const name of ["_superusers", "users"]) {
    const accounts = $app.findCollectionByNameOrId(name)
    accounts.authAlert.enabled = false
    $app.save(accounts)
  }
  $app.db().newQuery("DELETE FROM _authOrigins").execute()

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

// The key of a record, random_id, is a hidden field: PocketBase leaves it out of every response and
// refuses it in filters and sort orders. Elsewhere, it would only have no effect.
for (const onRead of [onRecordsListRequest, onRecordViewRequest]) {
  onRead((event) => {
    const { hardened, collection } = require(`${__hooks}/schema.json`)
    const isInstall = hardened && event.collection.name === collection.name
    const fields = event.requestInfo().query["fields"] || ""
    if (isInstall && !event.hasSuperuserAuth() && fields.includes("random_id")) {
      throw new BadRequestError("The field random_id is hidden.")
    }
    event.next()
  })
}

onRealtimeSubscribeRequest((event) => {
  const { hardened } = require(`${__hooks}/schema.json`)
  const topics = JSON.stringify(event.subscriptions.map((topic) => decodeURIComponent(topic)))
  if (hardened && !event.hasSuperuserAuth() && topics.includes("random_id")) {
    throw new BadRequestError("The field random_id is hidden.")
  }
  event.next()
})

// PocketBase removes hidden fields from the body of a request, unless a superuser sends it.
onRecordCreateRequest((event) => {
  const { hardened, collection } = require(`${__hooks}/schema.json`)
  const isInstall = hardened && event.collection.name === collection.name
  if (isInstall && !event.hasSuperuserAuth()) {
    const body = new DynamicModel({ random_id: "" })
    try {
      event.bindBody(body)
    } catch {
      // It is not a text. PocketBase refuses the record, because it lacks a random_id.
    }
    event.record.set("random_id", body.random_id)
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

// PocketBase accepts bodies of 32 MB and reads them into memory. A route's middleware replaces an
// inherited one with the same ID: on routes that require a superuser, such as the upload of a
// backup, that check takes the place of this limit. A condition in JavaScript would occupy a
// runtime for each open request.
const bodyLimit = $apis.bodyLimit(require(`${__hooks}/schema.json`).maxBody)
bodyLimit.id = "pbRequireSuperuserAuth"
routerUse(bodyLimit)

// PocketBase logs every refused request as an error; a flood of them would fill the disk.
onModelCreate((event) => {
  const status = event.model.data.get("status")
  if (status !== null && status < 500) return
  event.next()
  const { maxLogEntries } = require(`${__hooks}/schema.json`)
  const oldest = `SELECT max(rowid) - ${maxLogEntries} FROM _logs`
  event.app.auxDB().newQuery(`DELETE FROM _logs WHERE rowid <= (${oldest})`).execute()
}, "_logs")

if (require(`${__hooks}/schema.json`).keepSeconds) {
  cronAdd("telemetryKeep", "0 * * * *", () => {
    const { collection, keepSeconds } = require(`${__hooks}/schema.json`)
    const oldest = `strftime('%Y-%m-%d %H:%M:%fZ', 'now', '-${keepSeconds} seconds')`
    $app.db().newQuery(`DELETE FROM {{${collection.name}}} WHERE created < ${oldest}`).execute()
  })
}
