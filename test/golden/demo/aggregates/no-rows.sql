select '{
  "tickets": { "aggregate": { "__typename": "TicketAggregate", "count": 0, "countDistinct": { "seat": 0 }, "sum": { "price": null }, "avg": { "price": null }, "max": { "holderName": null }, "stddev": { "price": null } } },
  "one": { "aggregate": { "stddev": { "population": null }, "stddevPop": { "population": "0" } } }
}'::json
