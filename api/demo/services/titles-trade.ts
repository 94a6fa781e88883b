/** Services about trade, money, property, documents, the countryside and taking part. The lines are those of titles-people.ts. */
export const TRADE_TITLES = {
  transport: `
permit n 5 0 | Neįgalių asmenų automobilių statymo kortelės išdavimas | Parking card for persons with disabilities
permit nl 3 10 | Gyventojo automobilio stovėjimo leidimas | Resident's parking permit
permit l 10 25 | Leidimas vežti keleivius vietinio susisiekimo maršrutu | Permit of a local bus route
permit n 10 15 | Leidimas vežti keleivius lengvuoju automobiliu (taksi) | Permit to carry passengers by taxi
registration n 5 15 | Vežimo lengvuoju automobiliu veiklos deklaravimas | Declaring passenger transport by car
decision nl 20 0 | Autobusų tvarkaraščio pakeitimo nagrinėjimas | Change of a bus timetable
benefit n 10 0 | Lengvatinio bilieto pažymėjimo išdavimas | Card for a reduced ticket
service n 3 0 | Pavėžėjimo paslauga pagal užsakymą kaimo gyventojams | Transport on demand in the countryside
decision nl 10 0 | Autobusų stotelės įrengimo nagrinėjimas | Request for a bus stop
benefit l 20 0 | Nuostolių dėl lengvatinio vežimo kompensavimas vežėjams | Compensation for reduced fares
`,
  business: `
permit l 10 100 | Licencija verstis mažmenine prekyba alkoholiniais gėrimais | Licence to sell alcohol
permit l 5 30 | Vienkartinė licencija prekiauti alkoholiu renginyje | Licence to sell alcohol at an event
permit l 10 60 | Licencija verstis mažmenine prekyba tabako gaminiais | Licence to sell tobacco
decision l 10 15 | Alkoholio licencijos duomenų tikslinimas | Amending an alcohol licence
permit l 20 80 | Licencija verstis mažmenine prekyba nefasuotais naftos produktais | Licence to sell petroleum products
permit nl 5 8 | Leidimas prekiauti ar teikti paslaugas viešosiose vietose | Permit to trade in public places
permit nl 5 8 | Leidimas prekiauti kilnojamojoje prekyvietėje mugėje | Permit to trade at a fair
permit nl 10 50 | Leidimas įrengti lošimo automatų saloną | Permit of gaming machines
decision l 10 0 | Prekybos ir paslaugų įmonės darbo laiko derinimas | Opening hours of a shop
registration nl 3 0 | Trumpalaikės nuomos paslaugų registravimas | Registration of short-term rental
benefit l 30 0 | Smulkiojo verslo rėmimo fondo lėšų skyrimas | Small business fund
service nl 5 0 | Verslo pradžios konsultacija | Advice on starting a business
decision l 20 0 | Investicinio projekto pripažinimas svarbiu savivaldybei | Investment of municipal importance
permit l 10 0 | Leidimas teikti šilumos tiekimo paslaugas | Permit of heat supply
`,
  taxes: `
benefit nl 20 0 | Žemės mokesčio lengvata | Relief of the land tax
benefit nl 20 0 | Nekilnojamojo turto mokesčio lengvata | Relief of the property tax
benefit nl 20 0 | Valstybinės žemės nuomos mokesčio lengvata | Relief of the rent of state land
decision nl 10 0 | Valstybinės žemės nuomos mokesčio perskaičiavimas | Recalculation of the rent of state land
certificate nl 5 0 | Pažymos apie atsiskaitymą su savivaldybės biudžetu išdavimas | Certificate of having paid the municipality
decision nl 10 0 | Permokėtos rinkliavos grąžinimas | Return of an overpaid charge
decision nl 20 0 | Mokestinės nepriemokos išdėstymas | Paying tax arrears in parts
decision nl 10 0 | Vietinės rinkliavos už prekybą lengvata | Relief of the charge on trade
certificate nl 3 0 | Pranešimo apie apskaičiuotą nuomos mokestį dublikatas | Duplicate of the notice of rent
decision nl 20 0 | Apleistos žemės mokesčio tarifo peržiūra | Review of the tax on abandoned land
`,
  property: `
decision nl 20 0 | Savivaldybės negyvenamųjų patalpų nuoma | Renting municipal premises
decision l 20 0 | Savivaldybės turto panauda | Loan of municipal property
decision nl 30 0 | Savivaldybės turto pirkimas aukcione | Buying municipal property at auction
decision nl 20 0 | Bešeimininkio turto pripažinimo dokumentų rengimas | Ownerless property
decision nl 20 0 | Sutikimas subnuomoti savivaldybės patalpas | Consent to sublet
decision nl 20 0 | Savivaldybės patalpų remonto derinimas | Agreement on repairs of municipal premises
certificate nl 10 0 | Pažymos apie savivaldybės turtą išdavimas | Certificate about municipal property
decision nl 20 0 | Žalos savivaldybės turtui atlyginimas | Damage to municipal property
service nl 5 0 | Savivaldybės sodo sklypo nuoma | Renting an allotment
decision nl 20 0 | Daugiabučio namo rūsio patalpų naudojimas | Use of cellars
`,
  archives: `
certificate n 20 0 | Pažymos apie darbo stažą ir darbo užmokestį išdavimas | Certificate of work and pay
certificate nl 20 0 | Archyvinio dokumento kopijos išdavimas | Copy of an archival document
certificate nl 20 0 | Archyvinės pažymos nuosavybės teisėms patvirtinti išdavimas | Archival certificate of ownership
certificate nl 10 0 | Savivaldybės tarybos sprendimo išrašo išdavimas | Extract of a decision of the council
certificate nl 10 0 | Administracijos direktoriaus įsakymo kopijos išdavimas | Copy of an order of the director
service nl 20 0 | Likviduotų įmonių dokumentų saugojimas | Keeping documents of liquidated companies
certificate n 20 0 | Pažymos apie mokymąsi likviduotoje mokykloje išdavimas | Certificate of schooling in a closed school
decision nl 20 0 | Dokumentų naikinimo aktų derinimas | Agreement on destroying documents
service nl 10 0 | Informacijos iš savivaldybės archyvo paieška | Search in the municipal archive
certificate nl 20 0 | Statybos leidimo kopijos iš archyvo išdavimas | Copy of a building permit from the archive
`,
  'legal-aid': `
service n 1 0 | Pirminė teisinė pagalba | Primary legal aid
decision n 5 0 | Prašymo dėl antrinės teisinės pagalbos perdavimas | Passing on a request of secondary legal aid
service n 5 0 | Pagalba sudarant taikos sutartį ir taikinamasis tarpininkavimas | Mediation
decision n 20 0 | Administracinės komisijos nagrinėjami skundai | Complaints to the administrative commission
decision nl 20 0 | Administracinio nusižengimo bylos nagrinėjimas | Administrative offence
decision nl 20 0 | Pranešimo apie pažeidimą viešoje vietoje nagrinėjimas | Report of an offence in public
decision n 20 0 | Vaiko laikinosios globos (rūpybos) nustatymas | Temporary guardianship of a child
decision n 10 0 | Leidimo dėl vaiko turto sandorio išvados teikimas | Opinion on a deal with a child's property
decision n 20 0 | Aprūpinimo kompensavimo klausimų nagrinėjimas | Questions of compensation
service n 10 0 | Informacija nukentėjusiems nuo smurto artimoje aplinkoje | Help for victims of domestic violence
`,
  agriculture: `
registration nl 5 0 | Žemės ūkio valdos registravimas ir atnaujinimas | Registration of a farm holding
registration n 5 0 | Ūkininko ūkio įregistravimas | Registration of a farmer
registration nl 5 0 | Paraiškos už žemės ūkio naudmenas priėmimas | Application for area payments
registration nl 5 12 | Traktoriaus ar kitos savaeigės mašinos registravimas | Registration of a tractor
service nl 3 18 | Traktoriaus techninė apžiūra | Inspection of a tractor
certificate n 5 10 | Traktorininko pažymėjimo išdavimas | Tractor driver's licence
benefit nl 30 0 | Kaimo plėtros programos lėšų skyrimas | Rural development fund
benefit nl 20 0 | Stichinės nelaimės padarytų nuostolių žemės ūkiui nustatymas | Losses by natural disaster
registration nl 5 0 | Bičių šeimų skaičiaus deklaravimas | Declaring bee colonies
certificate n 3 0 | Pažymos apie turimą ūkį išdavimas | Certificate of a farm
service nl 20 0 | Melioracijos griovių šienavimas | Mowing of drainage ditches
decision nl 20 0 | Žemės ūkio technikos nurašymas | Taking farm machines off the register
`,
  participation: `
decision nl 20 0 | Peticijos nagrinėjimas | Petition
decision l 10 0 | Susirinkimo ar mitingo vietos ir laiko derinimas | Place and time of an assembly
benefit l 30 0 | Nevyriausybinių organizacijų projektų finansavimas | Funding of non-governmental organisations
benefit l 30 0 | Bendruomeninės veiklos stiprinimo lėšų skyrimas | Funding of communities
benefit nl 30 0 | Dalyvaujamojo biudžeto idėjos teikimas | Idea for the participatory budget
service nl 5 0 | Priėmimas pas merą ar administracijos direktorių | Meeting the mayor or the director
decision nl 20 0 | Skundo dėl savivaldybės darbuotojo veiksmų nagrinėjimas | Complaint about an official
benefit n 20 0 | Garbės piliečio vardo suteikimo siūlymas | Proposal of an honorary citizen
service nl 5 0 | Savivaldybės vėliavos ir herbo naudojimo leidimas | Use of the flag and the arms
service n 3 0 | Jaunimo savanorystės organizavimas | Volunteering of the young
decision nl 5 0 | Informacijos iš savivaldybės teikimas žiniasklaidai ir asmenims | Information from the municipality
service n 5 0 | Seniūnaičio rinkimų organizavimas | Election of a village elder
`,
} as const;
