namespace Burst.Hosts.Local.Folders;

/// <summary>The host's finding that the shim ended without a last word, and when nothing of the pod was seen running any more.</summary>
internal sealed record LossRecord(DateTimeOffset FoundAt, string Reason, string Message);
