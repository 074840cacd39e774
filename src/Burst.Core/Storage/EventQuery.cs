namespace Burst.Core.Storage;

/// <summary>Empty fields do not narrow. <see cref="Limit"/> is 1-5000.</summary>
public sealed record EventQuery(string Namespace = "", string Name = "", string Uid = "", long AfterSequence = 0, int Limit = 500);
