namespace Burst.Hosts.Aci.Checking;

/// <summary>One thing that was looked at before the first pod.</summary>
/// <param name="Subject">What: sign-in, roles, quota, ...</param>
/// <param name="Verdict">How it is.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do about it; empty where nothing is to be done.</param>
public sealed record AciFinding(string Subject, AciVerdict Verdict, string Message, string Remedy = "");
