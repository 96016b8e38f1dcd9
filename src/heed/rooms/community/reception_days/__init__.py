"""Owner reception days: plan, invite, sign up, hold, publish the minutes (R120 to R126)."""
