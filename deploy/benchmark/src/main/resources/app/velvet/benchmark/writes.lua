-- Creates contacts: each request with the token of another company, in turn, and with an email and a phone that are new.
-- Arguments: a file with a token a line, and digits that no other run has.

function init(arguments)
  tokens = {}
  for token in io.lines(arguments[1]) do
    table.insert(tokens, token)
  end
  run = arguments[2]
  -- So that no two threads go through the companies in step.
  count = place * 25
end

function request()
  count = count + 1
  local number = string.format("%s%d%07d", run, place, count)
  local body = string.format(
    '{"contact":{"first_name":"Guest","last_name":"Number %s","email":"guest%s@guest.example","phone":"+49%s"}}',
    number, number, number)
  return wrk.format("POST", "/api/v1/contacts", {
    ["Authorization"] = "Bearer " .. tokens[count % #tokens + 1],
    ["Content-Type"] = "application/json"
  }, body)
end

function response(status, headers, body)
  if status ~= 200 then
    mark(status, body)
  end
end
