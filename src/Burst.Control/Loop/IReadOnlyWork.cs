namespace Burst.Control.Loop;

/// <summary>Work that changes nothing, and so is answered even while the store cannot write.</summary>
internal interface IReadOnlyWork;
