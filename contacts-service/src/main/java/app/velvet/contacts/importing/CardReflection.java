package app.velvet.contacts.importing;

import ezvcard.VCardDataType;
import ezvcard.parameter.AddressType;
import ezvcard.parameter.Calscale;
import ezvcard.parameter.EmailType;
import ezvcard.parameter.Encoding;
import ezvcard.parameter.ExpertiseLevel;
import ezvcard.parameter.HobbyLevel;
import ezvcard.parameter.ImageType;
import ezvcard.parameter.ImppType;
import ezvcard.parameter.InterestLevel;
import ezvcard.parameter.KeyType;
import ezvcard.parameter.RelatedType;
import ezvcard.parameter.SoundType;
import ezvcard.parameter.TelephoneType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.annotations.RegisterResourceBundle;

/**
 * What ez-vcard looks up by name, for native executables: the known values of parameters, which are their classes' fields, the
 * constructors that make others, and the texts of its warnings.
 */
@RegisterForReflection(
        targets = {
            VCardDataType.class,
            AddressType.class,
            Calscale.class,
            EmailType.class,
            Encoding.class,
            ExpertiseLevel.class,
            HobbyLevel.class,
            ImageType.class,
            ImppType.class,
            InterestLevel.class,
            KeyType.class,
            RelatedType.class,
            SoundType.class,
            TelephoneType.class
        })
@RegisterResourceBundle(bundleName = "ezvcard/messages")
final class CardReflection {

    private CardReflection() {}
}
