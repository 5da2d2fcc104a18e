-- Where a row of the timeline goes: in the upper 32 bits its place, which is the hash of its key, or of a piece of a hot key; in
-- the lower the moment's 134 seconds, so that a comparison of one number sorts most rows. Moments of the years 1 to 9999 have
-- slots of their own; null comes before all.
shiftleft(CAST(place AS BIGINT), 32)
    + CASE
          WHEN moment IS NULL THEN 0
          ELSE 2147483648 + greatest(-2147483647, least(2147483647, shiftright(moment, 27)))
      END
