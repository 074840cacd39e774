namespace Burst.Simulation.Traces;

/// <summary>What field 10 of an SWF file means.</summary>
public enum SwfMemory
{
    /// <summary>The standard: requested KiB per processor.</summary>
    KibPerProcessor,

    /// <summary>The variant of CERIT-SC logs: requested bytes per node, with the nodes in field 21 (<c>2:ppn=8</c>).</summary>
    BytesPerNode,
}
